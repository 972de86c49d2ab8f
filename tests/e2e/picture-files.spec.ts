import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { bundleEngine, openEngine } from '../engine-bundle.mjs';
import { bad, cmyk, good, grey, height, large, quarters, seeThrough, width } from '../picture-files.ts';
import { expect, test } from './fixtures';
import type { PictureEngine } from './picture-entry.ts';

declare const engine: PictureEngine;

let answer: Awaited<ReturnType<typeof bundleEngine>>;

test.beforeAll(async () => {
  answer = await bundleEngine(fileURLToPath(new URL('picture-entry.ts', import.meta.url)));
});

test.beforeEach(({ page, baseURL }) => openEngine(page, baseURL!, answer));

const read = (page: Page, file: Buffer, name = 'picture', longSide = 1024) =>
  page.evaluate(([data, called, side]) => engine.read(data, called, side), [
    file.toString('base64'),
    name,
    longSide,
  ] as const);

/** The largest difference of a channel, in bytes. */
const difference = (got: readonly (readonly number[])[], wanted: readonly (readonly number[])[]) =>
  Math.max(...got.flatMap((colour, i) => colour.map((value, c) => Math.abs(value - wanted[i]![c]!))));

for (const [name, make] of Object.entries(good)) {
  test(`${name} is read upright, in its colours`, async ({ page }) => {
    const picture = await read(page, await make(), name);
    expect(picture).toMatchObject({ width, height, thumbnail: [160, 107] });
    expect(picture.note).toBe(name.startsWith('moving') ? 'It moves: this is its first frame.' : '');
    expect(difference(picture.quarters, quarters)).toBeLessThanOrEqual(4);
  });
}

test('What is transparent stands on white', async ({ page }) => {
  const clear = await read(page, await seeThrough(0));
  expect(clear.quarters[0]).toEqual([255, 255, 255]);
  expect(clear.quarters[3]).toEqual(quarters[3]);
  const half = await read(page, await seeThrough(128));
  const mixed = quarters[0].map((value) => Math.round(value * (128 / 255) + 255 * (127 / 255)));
  expect(difference([half.quarters[0]!], [mixed])).toBeLessThanOrEqual(2);
});

test('A JPEG of four printing inks becomes a colour picture of the same motif', async ({ page }) => {
  const { quarters: got, ...picture } = await read(page, await cmyk());
  expect(picture).toMatchObject({ width, height });
  // Inks cannot show every colour: the hues must be right, the values not.
  const strongest = got.slice(0, 3).map((colour) => colour.indexOf(Math.max(...colour)));
  expect(strongest).toEqual([0, 1, 2]);
});

test('A grey JPEG has three equal channels', async ({ page }) => {
  const { quarters: got } = await read(page, await grey());
  for (const [red, green, blue] of got) expect([green, blue]).toEqual([red, red]);
  expect(new Set(got.map(([red]) => red)).size).toBe(4);
});

test('A large photograph is brought down to the size that is asked for, and a small one is left alone', async ({
  page,
}) => {
  const file = await large(2400, 1600);
  for (const longSide of [1024, 300, 97]) {
    const picture = await read(page, file, 'large.png', longSide);
    expect([picture.width, picture.height]).toEqual([longSide, Math.round(longSide / 1.5)]);
    expect(difference(picture.quarters, quarters)).toBeLessThanOrEqual(1);
  }
  expect(await read(page, file, 'large.png', 5000)).toMatchObject({ width: 1024 });
  expect(await read(page, await good['plain.png']!(), 'small.png', 512)).toMatchObject({ width, height });
});

test('Sixty megapixels are read through a smaller bitmap', async ({ page }) => {
  test.slow();
  const file = await large(9500, 6300);
  const asked = await page.evaluate(async (data) => {
    const original = globalThis.createImageBitmap;
    const options: (ImageBitmapOptions | undefined)[] = [];
    globalThis.createImageBitmap = ((source: ImageBitmapSource, how?: ImageBitmapOptions) => {
      options.push(how);
      return original(source, how);
    }) as typeof createImageBitmap;
    const { width, height, quarters } = await engine.read(data, 'sixty.png', 1024);
    globalThis.createImageBitmap = original;
    return { options, width, height, quarters };
  }, file.toString('base64'));
  expect(asked).toMatchObject({ width: 1024, height: 679 });
  expect(difference(asked.quarters, quarters)).toBeLessThanOrEqual(2);
  const { resizeWidth = Infinity, resizeHeight = Infinity } = asked.options[0]!;
  expect(resizeWidth * resizeHeight).toBeLessThan(16.1e6);
});

for (const [name, { make, says }] of Object.entries(bad)) {
  test(`${name} ends in one clear sentence`, async ({ page }) => {
    const file = (await make()).toString('base64');
    const sentence = await page.evaluate(([data, called]) => engine.refusal(data, called), [
      file,
      name,
    ] as const);
    expect(sentence).toMatch(says);
    expect(sentence).toMatch(/^Expected \S+ to be a picture [^.]+, got [^.]+; try [^.]+\.$/);
    // Had a drawing's script run, it would have left this behind; the fixtures watch for its request.
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  });
}
