import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';
import { encodesVideo, heldBy } from './film-file';

test('The way is there as pictures; a run computes it live, and a link brings its middle back', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('interpolation');
  const robust = figure.shell.getByRole('region', { name: 'In between for the robust network' });
  const strip = figure.shell.getByRole('list', { name: /^The way/ });
  await expect(robust.getByRole('img')).toHaveAttribute('src', /robust-4/);
  await strip.getByRole('button', { name: 'Show the mix .29' }).press('Enter');
  await expect(robust.getByRole('img')).toHaveAttribute('src', /robust-2/);

  await figure.button('Run it').click();
  await figure.pauseAfter(3);
  await expect(robust).toContainText(/Distance to the mix \.\d+, of the cross-fade \.\d+\./);
  const middle = await pictures(robust);
  await figure.scrubber.press('Home');
  await expect(robust).toContainText('The picture itself.');
  expect(await pictures(robust)).not.toBe(middle);
  await figure.scrubber.press('ArrowRight');
  expect(await figure.link()).toMatch(/figure=interpolation&frame=1#interpolation$/);
  const download = page.waitForEvent('download');
  await figure.button('Save film strip').click();
  expect((await download).suggestedFilename()).toBe('deer-to-horse.png');
  if (!(await encodesVideo(page))) return;
  const film = page.waitForEvent('download');
  await figure.button('Save film (video)').click();
  const bytes = await readFile((await (await film).path())!);
  const there = await figure.count();
  expect(await heldBy(bytes)).toMatchObject({ frames: 2 * there - 2, width: 688, height: 224 });
});

test('Each size has its own pictures, and a choice of another pair empties the way', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('interpolation', 'at=large&to=swirls');
  const to = figure.shell.getByRole('group', { name: 'To' });
  await expect(to.getByRole('radio', { name: 'deer, drawn' })).toHaveCount(0);
  await expect(to.getByRole('radio', { checked: true })).toHaveAttribute('value', 'swirls');
  await expect(figure.shell.getByText('Not computed yet: press Run it.')).toBeVisible();
  await figure.shell.getByRole('radio', { name: /^32 pixels/ }).press('Space');
  await expect(to.getByRole('radio', { name: 'horse, drawn' })).toBeChecked();
  await to.getByRole('radio', { name: 'frog, drawn' }).press('Space');
  await expect(figure.shell.getByText('Not computed yet: press Run it.')).toBeVisible();
});
