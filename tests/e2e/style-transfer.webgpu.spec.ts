import { good, large } from '../picture-files.ts';
import { expect, test } from './fixtures';
import { FigurePage, loseDevice, pictures } from './figure-page';

// One network at a time, its first stage only, on a strip of 128 x 16: a graphics processor made of software is slow.
const side = 'cifar-resnet-robust-antialiased.iterations*4.at*relu2_x.relu2_x*100';
const params = `size=128&order=turns&left=${side}&right=${side}`;

for (const backend of ['webgpu', 'webgl']) {
  test(`a GPU lost in the middle of a style transfer keeps the last picture, ${backend}`, async ({
    page,
  }) => {
    const figure = new FigurePage(page);
    await figure.open('style-transfer', `${params}&backend=${backend}`);
    for (const [part, file] of [
      ['content', await large(256, 32)],
      ['style', await good['plain.png']!()],
    ] as const) {
      const group = figure.shell.getByRole('group', { name: `Choose a ${part} picture` });
      await group.locator('input[type="file"]').setInputFiles({
        name: `${part}.png`,
        mimeType: 'image/png',
        buffer: file,
      });
      await expect(group.getByRole('radio', { name: `${part}.png` })).toBeChecked();
    }
    for (const frames of [1, 2]) {
      await figure.button('Step').click();
      await figure.computed(frames, 200_000);
      await figure.phase('paused');
    }
    const kept = await pictures(figure.shell.locator('.compare'));
    expect(kept.length).toBeGreaterThan(128 * 16 * 4);

    await loseDevice(page);
    await figure.button('Go on').click();
    await figure.phase('failed');
    await expect(figure.shell.getByRole('alert')).toHaveText(/press Restart to go on\.$/);
    expect(await pictures(figure.shell.locator('.compare'))).toBe(kept);

    await figure.button('Restart').click();
    // At least: once its shaders are there, WebGL does several frames between two looks.
    await figure.computed(3, 200_000);
    await expect(figure.shell.getByRole('alert')).toHaveCount(0);
  });
}
