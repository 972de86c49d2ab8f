// One small run of every experiment. An experiment that is not here fails the tests that go through them all.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ConfigOf } from '../src/lib/engine/experiment.ts';
import { equalWeights, protocol, styleLayersOf } from '../src/lib/experiments/style-layers.ts';
import type { SynthesisConfig } from '../src/lib/experiments/synthesis.ts';
import type { Experiments } from '../src/lib/experiments/index.ts';
import { hashed } from './hashed.ts';

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

/** A picture of noise, the same every time. */
const noisePicture = (side: number) => ({
  width: side,
  height: side,
  pixels: hashed(side * side * 3, 5, 0, 1),
});

const digit = siteDigit(5);
const models = ['mnist-cnn-standard', 'mnist-cnn-robust'];

/** What the runs that match Gram matrices have in common. */
const synthesis: SynthesisConfig = {
  style: noisePicture(32),
  model: 'cifar-resnet-robust-antialiased',
  styleLayers: equalWeights('resnet'),
  tvWeight: protocol.tvWeight,
  parameterisation: 'pixel',
  transforms: false,
  averagePooling: false,
  optimizer: 'l-bfgs',
  iterations: 30,
  seed: 3,
};

export const samples: Samples = {
  activationMaximisation: {
    config: {
      models: ['cifar-vgg-standard', 'cifar-vgg-robust'],
      unit: { layer: 'logits', index: 3 },
      start: 'noise',
      size: { width: 32, height: 32 },
      parameterisation: 'pixel',
      step: 0.3,
      schedule: 'constant',
      steps: 100,
      roll: 2,
      transforms: false,
      seed: 3,
    },
    frames: 40,
  },
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
  gram: {
    config: { picture: noisePicture(64), model: 'cifar-resnet-robust-antialiased', layer: 'relu3_x' },
    frames: 20,
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
  styleTransfer: {
    config: {
      ...synthesis,
      content: noisePicture(40),
      contentLayer: styleLayersOf('resnet').content,
      styleWeight: protocol.styleWeight,
      contentWeight: protocol.contentWeight,
      start: 'content',
    },
    frames: 60,
  },
  texture: {
    config: {
      ...synthesis,
      size: { width: 36, height: 48 },
      parameterisation: 'fourier',
      transforms: true,
      optimizer: 'adam',
    },
    frames: 40,
  },
  traversal: {
    config: { start: digit, target: 0, steps: 300, stepSize: 0.05, models, judge: 'mnist-judge' },
    frames: 200,
  },
};
