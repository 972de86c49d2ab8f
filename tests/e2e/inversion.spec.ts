import { good } from '../picture-files';
import { expect, test } from './fixtures';
import { drawFinger, FigurePage, pictures } from './figure-page';

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

test('a drawing is looked for: drawn by mouse and by keyboard, in the link, and kept while something else is chosen', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('inversion', 'begin=noise');
  const { shell } = figure;
  const drawing = shell.getByRole('radio', { name: 'Your drawing' });
  await expect(shell.getByRole('application')).toHaveCount(0);
  await drawing.press('Space');
  const pad = shell.getByRole('application');
  const target = shell.locator('.target');
  await expect(pad).toHaveAccessibleDescription(/0 marks of yours.* at 84 by 84 pixels/);
  const blank = await pictures(target);
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox())!;
  await page.mouse.move(x + 0.2 * width, y + 0.5 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.8 * width, y + 0.6 * height, { steps: 4 });
  await page.mouse.up();
  await expect(pad).toHaveAccessibleDescription(/1 marks of yours/);
  const one = await pictures(target);
  expect(one).not.toBe(blank);
  for (const key of ['Space', 'ArrowLeft', 'ArrowUp', 'Space']) await pad.press(key);
  await expect(pad).toHaveAccessibleDescription(/2 marks of yours/);
  await figure.button('Undo').click();
  expect(await pictures(target)).toBe(one);
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  expect(await pictures(target)).toBe(one);
  expect(await figure.link()).toMatch(/target=drawing&drawn=[\w-]+&begin=noise/);
  await shell.getByRole('radio', { name: 'Stripes' }).press('Space');
  expect(await figure.link()).not.toMatch(/drawn=/);
  await drawing.press('Space');
  expect(await pictures(target)).toBe(one);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('one draws what is looked for, and clears it', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('inversion', 'target=drawing&begin=noise');
    const pad = figure.shell.getByRole('application');
    await pad.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const { x, y, width, height } = (await pad.boundingBox())!;
    const target = figure.shell.locator('.target');
    const blank = await pictures(target);
    await drawFinger(page, [
      [x + 0.2 * width, y + 0.8 * height],
      [x + 0.5 * width, y + 0.3 * height],
      [x + 0.8 * width, y + 0.8 * height],
    ]);
    await expect(pad).toHaveAccessibleDescription(/1 marks of yours/);
    expect(await pictures(target)).not.toBe(blank);
    await figure.button('Clear').click();
    expect(await pictures(target)).toBe(blank);
  });
});
