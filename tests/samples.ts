// One small run of every experiment. An experiment that is not here fails the tests that go through them all.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ConfigOf } from '../src/lib/engine/experiment.ts';
import type { Experiments } from '../src/lib/experiments/index.ts';

export interface Sample<Config> {
  config: Config;
  /** How many frames the leak test pulls; a run that ends before is started again. */
  frames: number;
}

export type Samples = { [Name in keyof Experiments]: Sample<ConfigOf<Experiments[Name]>> };

const digits = await readFile(fileURLToPath(new URL('../public/digits/digits.bin', import.meta.url)));

/** The first of the site's digits that shows `digit`: 784 numbers in [0, 1]. */
export function siteDigit(digit: number): Float32Array {
  const start = digit * 20 * 784;
  return Float32Array.from(digits.subarray(start, start + 784), (byte) => byte / 255);
}

/** A direction of length one that touches only the pixels from `begin` on. */
function direction(begin: number): Float32Array {
  return new Float32Array(784).fill(0.1, begin, begin + 100);
}

const digit = siteDigit(5);
const models = ['mnist-cnn-standard', 'mnist-cnn-robust'];

export const samples: Samples = {
  attack: {
    config: {
      image: digit,
      label: 5,
      norm: 'L2',
      eps: 1.5,
      stepSize: 0.1,
      steps: 200,
      randomStart: true,
      seed: 3,
      models,
    },
    frames: 200,
  },
  plane: {
    config: {
      origin: digit,
      u: direction(200),
      v: direction(400),
      centre: [0, 0],
      extent: 2,
      side: 33,
      model: models[1]!,
    },
    frames: 60, // each of them 64 pictures
  },
  predict: { config: { image: digit, models }, frames: 200 },
  traversal: {
    config: { start: digit, target: 0, steps: 300, stepSize: 0.05, models, judge: 'mnist-judge' },
    frames: 200,
  },
};
