import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compileBuild, start } from '../../../src/lib/engine/kernels/binary.ts';
import type { KernelExports } from '../../../src/lib/engine/kernels/exports.ts';
import type { Job } from '../../../src/lib/engine/kernels/shares.ts';
import { Threads, threadsFor } from '../../../src/lib/engine/kernels/threads.ts';
import { randomValues } from '../../helpers.ts';

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [8, 7],
  [9, 8],
  [64, 8],
])('Of %d cores we compute on %d threads', (cores, threads) => {
  expect(threadsFor(cores)).toBe(threads);
});

describe.each(['relaxed', 'simd'] as const)('On shared memory, %s', (build) => {
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 65536, shared: true });
  let module: WebAssembly.Module;
  let wasm: KernelExports;
  const pools: Threads[] = [];
  let end = 65536;
  const allocate = (bytes: number) => (end += Math.ceil(bytes / 64) * 64) - Math.ceil(bytes / 64) * 64;
  const fill = (size: number, seed: number) => {
    const pointer = allocate(4 * size);
    new Float32Array(memory.buffer, pointer, size).set(randomValues(size, seed));
    return pointer;
  };

  beforeAll(async () => {
    module = await compileBuild(build, true);
    wasm = start(module, memory);
    for (const threads of [1, 2, 4]) {
      const pool = new Threads({ wasm, module, memory, allocate, threads });
      pools.push(pool);
      await vi.waitUntil(() => pool.count === threads, { timeout: 15_000 });
    }
  });
  afterAll(() => pools.forEach((pool) => pool.end()));

  /** The same job on 1, 2 and 4 threads: what it wrote, each time to a place that held something else. */
  function results(job: (to: number) => Omit<Job, 'work'>, size: number): Float32Array[] {
    const to = allocate(4 * size);
    return pools.map((pool) => {
      const written = new Float32Array(memory.buffer, to, size).fill(7);
      const one = job(to);
      const scratchBytes = Math.ceil(one.scratchBytes / 64) * 64;
      pool.run({ ...one, scratchBytes, work: 0 }, allocate(pool.count * scratchBytes));
      return written.slice();
    });
  }

  const [height, width, channels, filters] = [29, 23, 12, 20];
  const equal = ([one, two, four]: Float32Array[]) => {
    expect(one!.some((value) => value !== 7 && value !== 0)).toBe(true);
    expect(two).toEqual(one);
    expect(four).toEqual(one);
  };

  test.each([
    [4, 3],
    [2, 3],
    [2, 5],
  ])(
    "Winograd's convolution with tiles of %d and %d taps is the same on 1, 2 and 4 threads",
    (tile, taps) => {
      const x = fill(height * width * channels, 1);
      const kernel = fill(taps * taps * channels * filters, 2);
      const packed = allocate(wasm.winogradKernelBytes(tile, taps, channels, filters));
      wasm.winogradKernel(tile, taps, kernel, channels, filters, filters, 1, 0, packed, allocate(768));
      const block = 18;
      const tiles = Math.ceil(height / tile) * Math.ceil(width / tile);
      equal(
        results(
          (y) => ({
            kernel: 'winograd',
            values: [
              tile,
              taps,
              x,
              0,
              height,
              width,
              channels,
              (taps - 1) / 2,
              packed,
              filters,
              0,
              1,
              y,
              block,
            ],
            scratchBytes: wasm.winogradScratchBytes(tile, taps, channels, filters, block),
            end: tiles,
            unit: 6,
          }),
          height * width * filters,
        ),
      );
    },
  );

  test('a convolution of two pictures at stride 2 and its gradient are the same on 1, 2 and 4 threads', () => {
    const [side, stride, padding, rows, columns] = [5, 2, 2, 15, 12];
    const [pictures, block] = [2, 4];
    const x = fill(pictures * height * width * channels, 1);
    const dy = fill(rows * columns * filters, 3);
    const kernel = fill(side * side * channels * filters, 2);
    const bias = fill(filters, 4);
    const depth = side * side * channels;
    const forward = allocate(wasm.packedBytes(depth, filters));
    wasm.pack(kernel, depth, filters, filters, 1, bias, forward);
    const backward = allocate(wasm.packedBytes(filters, depth));
    wasm.pack(kernel, filters, depth, 1, filters, 0, backward);
    const moves = [side, stride, padding];
    equal(
      results(
        (y) => ({
          kernel: 'convolution',
          values: [x, height, width, channels, ...moves, forward, filters, 1, y, rows, columns, block],
          scratchBytes: wasm.convolutionScratchBytes(pictures, ...moves, channels, rows, columns, block),
          end: pictures * rows,
          unit: 1,
        }),
        pictures * rows * columns * filters,
      ),
    );
    equal(
      results(
        (dx) => ({
          kernel: 'convolutionGradient',
          values: [dy, 0, rows, columns, filters, ...moves, backward, channels, dx, height, width],
          scratchBytes: wasm.convolutionGradientScratchBytes(side, channels, filters),
          end: height,
          unit: 1,
        }),
        height * width * channels,
      ),
    );
  });

  test('a Gram matrix and its gradient are the same on 1, 2 and 4 threads', () => {
    const [pixels, many] = [1003, 40];
    const f = fill(pixels * many, 1);
    const dg = fill(many * many, 2);
    equal(
      results(
        (g) => ({
          kernel: 'gram',
          values: [f, pixels, many, 1 / pixels, g],
          scratchBytes: 0,
          end: many,
          unit: 8,
        }),
        many * many,
      ),
    );
    equal(
      results(
        (df) => ({
          kernel: 'gramGradient',
          values: [f, many, dg, 1 / pixels, df],
          scratchBytes: wasm.gramGradientScratchBytes(many),
          end: pixels,
          unit: 6,
        }),
        pixels * many,
      ),
    );
  });
});
