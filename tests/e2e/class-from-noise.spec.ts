import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

test('every class is there as a picture; a run draws it live, and a link brings it back', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('class-from-noise', 'class=dog&seed=3');
  await expect(figure.shell.getByRole('spinbutton', { name: 'Noise number' })).toHaveValue('3');
  await expect(figure.shell.getByText('Not drawn yet: press Run it.')).toHaveCount(2);
  await figure.open('class-from-noise');
  const robust = figure.shell.getByRole('region', { name: 'Drawn by the robust network' });
  await figure.shell.getByRole('radio', { name: 'ship' }).press('Space');
  await expect(robust.getByRole('img')).toHaveAttribute('src', /ship-cifar-vgg-robust/);
  await figure.button('Run it').click();
  await figure.pauseAfter(8);
  await expect(robust).toContainText(/It reads \w+, \d+ % sure/);
  const last = await pictures(robust);
  await figure.scrubber.press('Home');
  expect(await pictures(robust)).not.toBe(last);
  await figure.scrubber.press('ArrowRight');
  expect(await figure.link()).toMatch(/figure=class-from-noise&class=ship&frame=1#class-from-noise$/);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('ship-from-noise.png');
});
