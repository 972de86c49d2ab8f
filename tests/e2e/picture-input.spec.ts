import sharp from 'sharp';
import { bad, good } from '../picture-files.ts';
import { axe, expect, test } from './fixtures';
import { FigurePage } from './figure-page';
import { chosen, open, type Place } from './picture-place';

const file = async (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: await (good[name] ?? bad[name]!.make)(),
});

/** Something that only a page can make: an event that carries a file. */
async function bring(place: Place, how: 'paste' | 'drop', name: string): Promise<void> {
  const { buffer, mimeType } = await file(name);
  await place.evaluate(
    (element, [kind, data, called, type]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
      transfer.items.add(new File([bytes], called, { type }));
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    },
    [how, buffer.toString('base64'), name, mimeType] as const,
  );
}

test('an uploaded picture is chosen, painted, and left out of the link', async ({ page }) => {
  const { figure, place } = await open(page);
  await place.locator('input[type="file"]').setInputFiles(await file('turned-6.jpg'));
  await expect(chosen(place)).toHaveAttribute('alt', 'turned-6.jpg');
  await expect(chosen(place)).toHaveAttribute('src', /^data:image\/jpeg/);
  await figure.phase('done');
  const size = await figure.shell
    .getByRole('region', { name: 'Spots' })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
  expect(size).toEqual([480, 320]);
  expect(await figure.link()).not.toContain('own');
  await expect(figure.shell.getByText('A link cannot hold your own picture')).toBeVisible();
  expect(await axe(page)).toEqual([]);
});

test('the upload button opens the browser’s own choice of files, by keyboard', async ({ page }) => {
  const { place } = await open(page);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    place.getByRole('button', { name: 'Upload' }).press('Enter'),
  ]);
  await chooser.setFiles(await file('plain.png'));
  await expect(chosen(place)).toHaveAttribute('alt', 'plain.png');
});

test('a second picture of the same name is another picture', async ({ page }) => {
  const { figure, place } = await open(page);
  const input = place.locator('input[type="file"]');
  await input.setInputFiles({ ...(await file('plain.png')), name: 'same.png' });
  await figure.phase('done');
  const canvas = figure.shell.getByRole('region', { name: 'Spots' }).locator('canvas');
  const pixels = () => canvas.evaluate((one: HTMLCanvasElement) => one.toDataURL('image/png'));
  const before = await pixels();
  await input.setInputFiles({ ...(await file('mirrored-2.jpg')), name: 'same.png' });
  await expect(figure.shell).toHaveAttribute('data-phase', 'running');
  await figure.phase('done');
  expect(await pixels()).not.toBe(before);
});

test('what moves says so', async ({ page }) => {
  const { place } = await open(page);
  await place.locator('input[type="file"]').setInputFiles(await file('moving.gif'));
  await expect(place.getByRole('status').first()).toHaveText('It moves: this is its first frame.');
});

test('a file that is no picture gets one sentence, and what was there stays', async ({ page }) => {
  const { figure, place } = await open(page);
  for (const name of ['notes.png', 'truncated.jpg', 'drawing.svg']) {
    await place.locator('input[type="file"]').setInputFiles(await file(name));
    await expect(place.getByRole('alert')).toHaveText(/^Expected \S+ to be a picture .*, got .*; try .*\.$/);
    await expect(chosen(place)).toHaveAttribute('alt', 'Boats in River, Nagasaki');
    await expect(figure.shell).toHaveAttribute('data-phase', 'idle');
  }
  expect(await axe(page)).toEqual([]);
  await place.locator('input[type="file"]').setInputFiles(await file('plain.webp'));
  await expect(chosen(place)).toHaveAttribute('alt', 'plain.webp');
  await expect(place.getByRole('alert')).toHaveCount(0);
});

test('a picture that is dropped or pasted is taken', async ({ page }) => {
  const { place } = await open(page);
  await bring(place, 'drop', 'plain.jpg');
  await expect(chosen(place)).toHaveAttribute('alt', 'plain.jpg');
  await place.getByRole('button', { name: 'Upload' }).focus();
  await bring(place, 'paste', 'plain.png');
  await expect(chosen(place)).toHaveAttribute('alt', 'plain.png');
});

test('a paste goes to where the reader is, and nowhere else', async ({ page }) => {
  const { figure, place } = await open(page);
  const other = figure.shell.getByRole('group', { name: 'Choose a style picture' });
  await other.getByRole('radio').first().focus();
  await page.mouse.move(0, 0);
  await bring(place, 'paste', 'plain.png');
  await expect(chosen(other)).toHaveAttribute('alt', 'plain.png');
  await expect(chosen(place)).toHaveAttribute('alt', 'Boats in River, Nagasaki');
});

test('the clipboard is read by a button, too, and its refusal is explained', async ({ page, context }) => {
  const { place } = await open(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { buffer } = await file('plain.png');
  await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
    ]);
  }, buffer.toString('base64'));
  await place.getByRole('button', { name: 'Paste' }).click();
  await expect(chosen(place)).toHaveAttribute('alt', 'the picture on the clipboard');
  await page.evaluate(() => navigator.clipboard.writeText('words'));
  await place.getByRole('button', { name: 'Paste' }).click();
  await expect(place.getByRole('alert')).toHaveText(
    /^Expected the clipboard to hold a picture, got none; try/,
  );
  await context.clearPermissions();
  await page.evaluate(() => {
    navigator.clipboard.read = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await place.getByRole('button', { name: 'Paste' }).click();
  await expect(place.getByRole('alert')).toHaveText(
    /^Expected permission to read the clipboard, got a refusal/,
  );
});

test('a file that is dropped beside the picker does not take the place of the page', async ({ page }) => {
  await new FigurePage(page).open('style-transfer');
  const prevented = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }));
    const drag = (type: string) =>
      !document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    return [drag('dragover'), drag('drop')];
  });
  expect(prevented).toEqual([true, true]);
});

test('of a picture far longer than wide a part is taken, which the reader says and moves', async ({
  page,
}) => {
  const { figure, place } = await open(page);
  // Dark on the left, light on the right.
  const shades = Buffer.from(Array.from({ length: 1600 * 100 }, (_, i) => Math.floor((i % 1600) / 6.5)));
  const buffer = await sharp(shades, { raw: { width: 1600, height: 100, channels: 1 } })
    .png()
    .toBuffer();
  await place
    .locator('input[type="file"]')
    .setInputFiles({ name: 'banner.png', mimeType: 'image/png', buffer });
  await expect(place.getByText('It is 16 times as wide as high; at most 5 times can be used.')).toBeVisible();
  await expect(chosen(place)).toHaveAttribute('alt', 'banner.png');
  await expect(place.getByRole('alert')).toHaveCount(0);
  const middle = await chosen(place).getAttribute('src');
  await place.getByLabel('Which part of it').press('End');
  await expect(chosen(place)).not.toHaveAttribute('src', middle!);
  await figure.phase('done');
  await place.locator('input[type="file"]').setInputFiles(await file('plain.png'));
  await expect(place.getByLabel('Which part of it')).toHaveCount(0);
});
