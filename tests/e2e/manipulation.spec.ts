import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

test('a coordinate is brought into another picture; a number that is none is refused, and a link brings it back', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('manipulation');
  const robust = figure.shell.getByRole('region', { name: 'Changed by the robust network' });
  await expect(robust.getByRole('img', { name: /^Going on, step \d+/ })).toBeVisible();
  await figure.shell.getByRole('radio', { name: 'No. 126' }).press('Space');
  await expect(robust.getByRole('img', { name: 'Not computed yet' })).toBeVisible();
  await figure.more();
  const number = figure.shell.getByRole('spinbutton', { name: /^Number/ });
  await number.fill('300');
  await number.press('Enter');
  await expect(number).toHaveValue('126');
  await figure.button('Run it').click();
  await figure.pauseAfter(4);
  await expect(robust).toContainText(/times the largest other/);
  const last = await pictures(robust);
  await figure.scrubber.press('Home');
  expect(await pictures(robust)).not.toBe(last);
  await figure.scrubber.press('ArrowRight');
  expect(await figure.link()).toMatch(/coordinate=126&frame=1(#manipulation)?$/);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('coordinate-126.png');
});
