import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

test('a picture comes out of a blur, another by one key, and a link brings each back', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('imagine', 'class=ship&seed=12');
  const robust = figure.shell.getByRole('region', { name: 'Imagined by the robust network' });
  await expect(robust).toContainText('A blur of ships yet.');
  await expect.poll(() => pictures(robust)).not.toBe('');
  const blur = await pictures(robust);
  await figure.button('Run it').click();
  await figure.pauseAfter(12);
  await expect(robust).toContainText(/It reads \w+, \d+ % sure/);
  expect(await pictures(robust)).not.toBe(blur);
  await figure.scrubber.press('Home');
  await expect(robust.getByRole('img', { name: 'ship 12, out of a blur' })).toBeVisible();
  expect(await pictures(robust)).toBe(blur);
  await figure.button('Another ship').press('Enter');
  await figure.computed(2);
  await expect(figure.shell.getByRole('button', { name: /^ship 13/, pressed: true })).toBeVisible();
  await figure.button('Pause').click();
  expect(await figure.link()).toMatch(/figure=imagine&class=ship&seed=13&frame=\d+#imagine$/);
});

test('a wall fills tile by tile, each can be looked at, kept and saved', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('imagine', 'class=frog');
  const tiles = figure.shell.getByRole('list', { name: /^A wall of frogs/ });
  await expect(tiles.getByRole('button', { name: /a blur/ })).toHaveCount(11);
  await figure.button('Fill the wall').click();
  // The second picture has begun, and the third waits.
  await figure.pauseAfter(18);
  await expect(tiles.getByRole('button', { name: 'frog 3, a blur: draw it', exact: true })).toBeVisible();
  const count = await figure.count();
  await tiles.getByRole('button', { name: 'frog 1', exact: true }).click();
  // Looking at one changes nothing of the wall.
  expect(await figure.count()).toBeGreaterThanOrEqual(count);
  await figure.button('Keep it').click();
  const kept = figure.shell.getByRole('list', { name: 'Kept' });
  await expect(kept.getByRole('button', { name: 'frog 1', exact: true })).toBeVisible();
  for (const [button, file] of [
    ['Save picture', 'frog-1.png'],
    ['Save wall', 'wall-of-frogs.png'],
  ] as const) {
    const download = page.waitForEvent('download');
    await figure.button(button).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
  // Kept is kept, whatever else is imagined.
  await figure.shell.getByRole('radio', { name: 'dog' }).press('Space');
  await figure.computed(1);
  await kept.getByRole('button', { name: 'frog 1', exact: true }).click();
  await expect(figure.shell.getByRole('radio', { name: 'frog' })).toBeChecked();
});
