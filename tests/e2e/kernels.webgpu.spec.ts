// Our WebGPU kernels against double precision, on odd sizes; here the browser computes on its CPU.
import { fileURLToPath } from 'node:url';
import { bundleEngine, openEngine } from '../engine-bundle.mjs';
import type { ConvolutionCase } from '../kernels-reference.ts';
import { expect, test } from './fixtures.ts';
import type { KernelsEngine } from './kernels-entry.ts';

declare const engine: KernelsEngine;

const tolerance = 1e-5;
let answer: Awaited<ReturnType<typeof bundleEngine>>;

test.beforeAll(async () => {
  answer = await bundleEngine(fileURLToPath(new URL('kernels-entry.ts', import.meta.url)));
});

const shape = (
  [pictures, height, width]: [number, number, number],
  [channels, filters]: [number, number],
  [side, stride, padding]: [number, number, number],
): ConvolutionCase => ({ pictures, height, width, channels, filters, side, stride, padding });

const shapes = {
  'a 3x3': shape([1, 9, 11], [8, 12], [3, 1, 1]),
  'a wide 3x3': shape([1, 6, 7], [64, 128], [3, 1, 1]),
  'a 3x3 of two pictures from three channels': shape([2, 7, 6], [3, 16], [3, 1, 1]),
  'a 3x3 at stride 2': shape([1, 12, 9], [32, 64], [3, 2, 1]),
  'a 3x3 at stride 3': shape([1, 20, 20], [6, 8], [3, 3, 1]),
  'a 6x6 at stride 2': shape([1, 13, 10], [3, 20], [6, 2, 2]),
  'a 7x7 at stride 2': shape([1, 15, 14], [3, 64], [7, 2, 3]),
  'a 1x1 at stride 2': shape([1, 9, 9], [8, 16], [1, 2, 0]),
  'a 5x5 of odd channels': shape([1, 14, 14], [5, 7], [5, 1, 2]),
  'a 3x3 without padding': shape([1, 9, 10], [4, 6], [3, 1, 0]),
};

test('On WebGPU, our convolutions and their gradients are right to single precision', async ({
  page,
  baseURL,
}) => {
  await openEngine(page, baseURL!, answer);
  expect(await page.evaluate(() => engine.open())).toContain('kernels of our own');
  for (const [name, each] of Object.entries(shapes)) {
    for (const activation of ['relu', 'linear'] as const) {
      const found = await page.evaluate(([of, act]) => engine.convolution(of, act), [
        each,
        activation,
      ] as const);
      for (const way of ['forward', 'backward'])
        expect(found[way], `${name}, ${activation}, ${way}`).toBeLessThan(tolerance);
      expect(found['leak'], name).toBe(0);
    }
  }
  expect(await page.evaluate(() => engine.complaints())).toEqual([]);
});

test('On WebGPU, what a device is asked before anything is chosen on it finds our kernels sound', async ({
  page,
  baseURL,
}) => {
  await openEngine(page, baseURL!, answer);
  await page.evaluate(() => engine.open());
  expect(await page.evaluate(() => engine.sound())).toBe(true);
});

/** Every way of reading codes, since each costs the compilation of its programs. */
const codedShapes = {
  'a wide 3x3': shapes['a wide 3x3'],
  'a 3x3 of two pictures from three channels': shapes['a 3x3 of two pictures from three channels'],
  'a 3x3 at stride 2': shapes['a 3x3 at stride 2'],
  'a 6x6 at stride 2': shapes['a 6x6 at stride 2'],
  'a 1x1 at stride 2': shapes['a 1x1 at stride 2'],
  'a 5x5 from five channels, at stride 2': shape([2, 8, 7], [5, 12], [5, 2, 1]),
  'a 3x3 from seven channels to four': shape([1, 5, 6], [7, 4], [3, 1, 1]),
};

test("On WebGPU, convolutions that read weights as a file's 8 bits lose nothing to single precision", async ({
  page,
  baseURL,
}) => {
  await openEngine(page, baseURL!, answer);
  expect(await page.evaluate(() => engine.open('uint8'))).toContain('weights in 8 bits');
  for (const [name, each] of Object.entries(codedShapes)) {
    const found = await page.evaluate((of) => engine.convolution(of, 'relu', true), each);
    for (const way of ['forward', 'backward']) expect(found[way], `${name}, ${way}`).toBeLessThan(tolerance);
    expect(found['leak'], name).toBe(0);
  }
  // Networks that no file has as codes compute beside the others.
  const plain = await page.evaluate((of) => engine.convolution(of, 'relu'), shapes['a 3x3 at stride 2']);
  for (const way of ['forward', 'backward']) expect(plain[way], way).toBeLessThan(tolerance);
  expect(await page.evaluate(() => engine.complaints())).toEqual([]);
});

test("On WebGPU, the shares of style and content that are missed have double precision's gradients", async ({
  page,
  baseURL,
}) => {
  await openEngine(page, baseURL!, answer);
  await page.evaluate(() => engine.open());
  const seen = {
    'Gram, few channels': await page.evaluate(() => engine.gram(77, 12, 0.3)),
    'Gram, many pixels': await page.evaluate(() => engine.gram(1500, 64, 20)),
    'Gram, many channels': await page.evaluate(() => engine.gram(9, 132, 2)),
    'Gram, odd channels': await page.evaluate(() => engine.gram(50, 7, 2)),
    'few numbers': await page.evaluate(() => engine.gap(37, 0.5)),
    'many numbers': await page.evaluate(() => engine.gap(30_001, 7)),
  };
  for (const [name, found] of Object.entries(seen)) {
    expect(found['value'], name).toBeLessThan(tolerance);
    expect(found['gradient'], name).toBeLessThan(tolerance);
    expect(found['leak'], name).toBe(0);
  }
  expect(await page.evaluate(() => engine.complaints())).toEqual([]);
});

test("On WebGPU, gradients of pooling go where the windows' averages and first maxima are", async ({
  page,
  baseURL,
}) => {
  await openEngine(page, baseURL!, answer);
  await page.evaluate(() => engine.open());
  const size: [number, number, number] = [9, 11, 6];
  const averages = await page.evaluate((of) => engine.pool(of), size);
  expect(averages['gradient']).toBeLessThan(tolerance);
  for (const pooling of [
    [2, 2, 0],
    [3, 2, 1],
    [3, 1, 1],
    [2, 3, 0],
  ] as [number, number, number][]) {
    const found = await page.evaluate(([of, how]) => engine.pool(of, how), [size, pooling] as const);
    expect(found['gradient'], pooling.join()).toBeLessThan(tolerance);
  }
  expect(await page.evaluate(() => engine.complaints())).toEqual([]);
});

test('On WebGPU, what is done number by number, and with many vectors at once, is right', async ({
  page,
  baseURL,
}) => {
  await openEngine(page, baseURL!, answer);
  await page.evaluate(() => engine.open());
  for (const [numbers, channels] of [
    [1, 1],
    [9, 3],
    [250, 4],
  ] as const) {
    const found = await page.evaluate(([n, c]) => engine.elementwise(n, c), [numbers, channels] as const);
    for (const [name, error] of Object.entries(found))
      expect(error, `${name} of ${numbers} x ${channels}`).toBeLessThan(tolerance);
  }
  // Fewer than one dispatch takes, as many as L-BFGS has, and long ones.
  for (const [count, numbers] of [
    [1, 5],
    [22, 3072],
    [7, 40_001],
  ] as const) {
    const found = await page.evaluate(([n, of]) => engine.vectors(n, of), [count, numbers] as const);
    expect(found['products'], `products of ${count} vectors`).toBeLessThan(tolerance);
    expect(found['sum'], `a sum of ${count} vectors`).toBeLessThan(tolerance);
    expect(found['leak']).toBe(0);
  }
  expect(await page.evaluate(() => engine.complaints())).toEqual([]);
});

for (const kernels of ['naive', 'tiled', 'flipped', 'tfjs'] as const) {
  test(`On WebGPU, ?kernels=${kernels} gives the same gradients`, async ({ page, baseURL }) => {
    await openEngine(page, baseURL!, answer);
    const label = await page.evaluate((name) => engine.open(name), kernels);
    expect(label).toContain('TensorFlow.js');
    for (const name of ['a 3x3', 'a 3x3 at stride 2'] as const) {
      const found = await page.evaluate((each) => engine.convolution(each, 'relu'), shapes[name]);
      expect(found['backward'], name).toBeLessThan(tolerance);
      expect(found['leak'], name).toBe(0);
    }
    expect(await page.evaluate(() => engine.complaints())).toEqual([]);
  });
}
