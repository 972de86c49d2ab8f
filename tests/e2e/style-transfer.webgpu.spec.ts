import { expect, test } from './fixtures';
import { loseDevice, pictures } from './figure-page';
import { openStyleTransfer, robust, takeSmall } from './style-transfer-page';

// One network at a time, its first stage only, on a strip of 128 x 26: a graphics processor made of software is slow.
const side = `${robust}.iterations*4.at*relu2_x.relu2_x*100`;
const params = `size=128&coarseToFine=0&order=turns&left=${side}&right=${side}`;

for (const backend of ['webgpu', 'webgl']) {
  test(`a GPU lost in the middle of a style transfer keeps the last picture, ${backend}`, async ({
    page,
  }) => {
    const figure = await openStyleTransfer(page, `${params}&backend=${backend}`);
    await takeSmall(figure);
    for (const frames of [1, 2]) {
      await figure.button('Step').click();
      await figure.computed(frames, 200_000);
      await figure.phase('paused');
    }
    const kept = await pictures(figure.compared);
    expect(kept.length).toBeGreaterThan(128 * 16 * 4);

    await loseDevice(page);
    await figure.button('Go on').click();
    await figure.phase('failed');
    await expect(figure.shell.getByRole('alert')).toHaveText(/press Restart to go on\.$/);
    expect(await pictures(figure.compared)).toBe(kept);

    await figure.button('Restart').click();
    // At least: once its shaders are there, WebGL does several frames between two looks.
    await figure.computed(3, 200_000);
    await expect(figure.shell.getByRole('alert')).toHaveCount(0);
  });
}
