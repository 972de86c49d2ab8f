import { expect, test } from './fixtures';
import { FigurePage, loseDevice, pictures } from './figure-page';

for (const backend of ['webgpu', 'webgl']) {
  test(`a lost GPU keeps the picture and one click goes on, ${backend}`, async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal', `backend=${backend}`);
    for (const frames of [1, 2, 3]) {
      await figure.button('Step').click();
      await figure.computed(frames);
      await figure.phase('paused');
    }
    const kept = await pictures(figure.shell.locator('.views'));

    await loseDevice(page);
    await figure.button('Go on').click();
    await figure.phase('failed');
    await expect(figure.shell.getByRole('alert')).toHaveText(
      /^The graphics processor went away .*press Restart to go on\.$/,
    );
    expect(await pictures(figure.shell.locator('.views'))).toBe(kept);

    const before = await figure.count();
    await figure.button('Restart').click();
    await figure.computed(before + 1);
    await expect(figure.shell.getByRole('alert')).toHaveCount(0);
  });
}
