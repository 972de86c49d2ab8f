import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../../src/lib/engine/backend.ts';
import { own } from '../../../src/lib/engine/ops/own.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import { borderOf, composed, drawWarp } from '../../../src/lib/moves/transforms.ts';
import { warped, type Warp } from '../../../src/lib/moves/warp.ts';
import { randomTensor, randomValues, sizeOf, valuesOf } from '../../helpers.ts';

type Shape = [number, number, number, number];

/** Where pixel (row, column) of the result looks, in pixels from the corner. */
function place({ matrix, offset }: Warp, [, height, width]: Shape, row: number, column: number) {
  const [middle, across] = [(height - 1) / 2, (width - 1) / 2];
  const [r, c] = [row - middle, column - across];
  return [
    matrix[0][0] * r + matrix[0][1] * c + offset[0] + middle,
    matrix[1][0] * r + matrix[1][1] * c + offset[1] + across,
  ] as const;
}

/** Sampling by brute force, and the way back with the gradient dy. */
function bruteForce(x: Float32Array, dy: Float32Array, shape: Shape, warp: Warp) {
  const [, height, width, channels] = shape;
  const mirror = (i: number, size: number) => {
    const around = Math.abs(i) % (2 * size - 2);
    return around < size ? around : 2 * size - 2 - around;
  };
  const y = new Float32Array(x.length);
  const dx = new Float32Array(x.length);
  for (let out = 0; out < x.length; out++) {
    const [row, column] = [Math.floor(out / channels / width), Math.floor(out / channels) % width];
    const at = place(warp, shape, row, column);
    for (const i of [Math.floor(at[0]), Math.floor(at[0]) + 1]) {
      for (const j of [Math.floor(at[1]), Math.floor(at[1]) + 1]) {
        const weight = (1 - Math.abs(at[0] - i)) * (1 - Math.abs(at[1] - j));
        const from = (mirror(i, height) * width + mirror(j, width)) * channels + (out % channels);
        y[out]! += weight * x[from]!;
        dx[from]! += weight * dy[out]!;
      }
    }
  }
  return { y, dx };
}

const shapes: Shape[] = [
  [1, 20, 20, 3],
  [1, 31, 24, 2],
];
const random = seededRandom(4);
const warps: [string, Warp][] = [
  ['nothing', composed([0, 0], 1, 0, [0, 0])],
  ['a move by whole pixels', composed([3, -4], 1, 0, [1, 1])],
  ['the largest turn and scale', composed([4, 4], 1.1, 10, [-2, -2])],
  ['the largest turn and the smallest scale', composed([-4, 4], 0.9, -10, [2, -2])],
  ...Array.from({ length: 12 }, (_, i): [string, Warp] => [`draw ${i}`, drawWarp(random)]),
];

/** Where it is computed, and whose kernels: TF.js's alone come first, since ours stay once they are there. */
const places = [
  ['cpu', undefined],
  ['wasm', 'tfjs'],
  ['wasm', 'simd'],
  ['wasm', 'relaxed'],
] as const;

describe.each(places)('On %s, kernels %s', (backend, kernels) => {
  beforeAll(() => startBackend(backend, kernels));

  test('there is a kernel of our own where ours are asked for', () => {
    expect(own('Warp') !== undefined).toBe(kernels === 'simd' || kernels === 'relaxed');
  });

  test.each(warps)('a picture moved by %s, and the gradient through it, are as by brute force', (_, warp) => {
    const before = tf.memory().numTensors;
    for (const shape of shapes) {
      const [x, dy] = [randomValues(sizeOf(shape), 1), randomValues(sizeOf(shape), 2)];
      const expected = bruteForce(x, dy, shape, warp);
      const [image, weights] = [tf.tensor4d(x, shape), tf.tensor4d(dy, shape)];
      const border = borderOf(shape[1], shape[2]);
      expect(valuesOf(warped(image, warp, border))).toBeNear(expected.y, 1e-5);
      const gradient = tf.grad((at) => tf.sum(tf.mul(weights, warped(at as Tensor4D, warp, border))))(image);
      expect(valuesOf(gradient)).toBeNear(expected.dx, 1e-5);
      tf.dispose([image, weights]);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a picture that is not moved stays as it is', () => {
    const x = randomTensor<Tensor4D>([1, 17, 19, 3], 1);
    expect(valuesOf(warped(x, composed([0, 0], 1, 0, [0, 0]), [9, 9]))).toBeNear(valuesOf(x), 1e-6);
  });
});

describe('The random moves', () => {
  test('are the same for the same seed, and others for another', () => {
    const drawn = (seed: number) => {
      const source = seededRandom(seed);
      return Array.from({ length: 5 }, () => drawWarp(source));
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  test("cover Lucid's range of turns and scales, no turn most often", () => {
    const source = seededRandom(1);
    const draws = Array.from({ length: 4000 }, () => drawWarp(source).matrix);
    const turns = draws.map(([[cos], [sin]]) => Math.round((Math.atan2(sin, cos) * 180) / Math.PI));
    const scales = draws.map(([[cos], [sin]]) => Math.round(100 / Math.hypot(cos, sin)));
    expect(new Set(turns)).toEqual(new Set(Array.from({ length: 21 }, (_, i) => i - 10)));
    expect(new Set(scales)).toEqual(new Set(Array.from({ length: 11 }, (_, i) => 90 + 2 * i)));
    const share = turns.filter((turn) => turn === 0).length / turns.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.26);
  });

  test.each([
    [64, 64],
    [16, 16],
    [128, 200],
    [333, 512],
  ])(
    'never look further outside a picture of %d x %d than the border that is kept for them',
    (height, width) => {
      const shape: Shape = [1, height, width, 3];
      const [rows, columns] = borderOf(height, width);
      const corners: [number, number][] = [
        [0, 0],
        [0, width - 1],
        [height - 1, 0],
        [height - 1, width - 1],
      ];
      let furthest = 0;
      for (const first of [-4, 4]) {
        for (const second of [-2, 2]) {
          for (const scale of [0.9, 1.1]) {
            for (const degrees of [-10, 10]) {
              const warp = composed([first, first], scale, degrees, [second, second]);
              for (const corner of corners) {
                const [row, column] = place(warp, shape, ...corner);
                // A sample takes the next pixel, too.
                expect(Math.floor(row)).toBeGreaterThanOrEqual(-rows);
                expect(Math.floor(row) + 1).toBeLessThanOrEqual(height - 1 + rows);
                expect(Math.floor(column)).toBeGreaterThanOrEqual(-columns);
                expect(Math.floor(column) + 1).toBeLessThanOrEqual(width - 1 + columns);
                furthest = Math.max(furthest, -row, -column);
              }
            }
          }
        }
      }
      expect(furthest, 'no border is wider than it must be').toBeGreaterThan(Math.max(rows, columns) - 8);
    },
  );
});
