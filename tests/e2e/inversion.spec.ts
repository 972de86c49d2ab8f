import { good } from '../picture-files';
import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

// A frame of three starts is six looks of a network, and more than that for a busy machine.
test.describe.configure({ timeout: 120_000 });

/** What a network's captions say of how far its pictures have come. */
async function moved(net: ReturnType<FigurePage['shell']['getByRole']>): Promise<number[]> {
  const texts = await net.locator('figcaption').allTextContents();
  return texts.map((text) => Number(/moved by ([\d.]+)/.exec(text)![1]));
}

test('from three starts the robust network goes far, and the standard one stays where it was', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('inversion', 'frame=6');
  const standard = figure.shell.getByRole('region', { name: 'Found by the standard network' });
  const robust = figure.shell.getByRole('region', { name: 'Found by the robust network' });
  await expect(robust.getByRole('img')).toHaveCount(3);
  const computed = await moved(robust);
  (await moved(standard)).forEach((length, i) => expect(length).toBeLessThan(0.5 * computed[i]!));
  await figure.button('Run it').click();
  await figure.phase('paused');
  const far = await moved(robust);
  (await moved(standard)).forEach((length, i) => expect(length).toBeLessThan(far[i]!));
  const last = await pictures(robust);
  await figure.scrubber.press('Home');
  expect(await moved(robust)).toEqual([0, 0, 0]);
  expect(await pictures(robust)).not.toBe(last);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('inversion-allium.png');
});

test('a pattern, a layer with places and the reader’s own picture are looked for too', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('inversion', 'frame=1&begin=noise');
  await figure.shell.getByRole('radio', { name: 'Stripes' }).press('Space');
  await figure.shell.getByRole('radio', { name: 'kept', exact: true }).press('Space');
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  expect(await figure.link()).toMatch(/target=stripes&layer=relu5_x/);
  await figure.button('Your own picture to look for').click();
  await figure.shell
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: await good['plain.png']!() });
  await expect(figure.shell.getByRole('radio', { name: 'own.png' })).toBeChecked();
  await expect(figure.shell.getByText('not computed yet')).toHaveCount(2);
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  expect(await figure.link()).not.toMatch(/target=/);
});
