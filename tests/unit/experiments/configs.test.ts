import { beforeAll, expect, test } from 'vitest';
import type { Experiment, RunContext } from '../../../src/lib/engine/experiment.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { experiments } from '../../../src/lib/experiments/index.ts';
import { useBackend } from '../../helpers.ts';
import { samples } from '../../samples.ts';

beforeAll(() => useBackend('cpu'));

type Name = keyof typeof experiments;

const context: RunContext = {
  signal: new AbortController().signal,
  models: () => Promise.reject(new Error('The nets were asked for.')),
};

/** Pulls the first frame of a run whose sample is changed by `changes`. */
function first(name: Name, changes: Record<string, unknown>) {
  const experiment = experiments[name] as Experiment<unknown, unknown>;
  return experiment({ ...samples[name].config, ...changes }, context).next();
}

const blank = new Float32Array(784);
const notNumbers = [NaN, Infinity, -Infinity, undefined, null, '3', {}];

const pixels = (width: number, height: number, value = 0.5) => ({
  width,
  height,
  pixels: new Float32Array(width * height * 3).fill(value),
});
const notPictures = [
  undefined,
  null,
  'content.jpg',
  { width: 20, height: 20 },
  { ...pixels(20, 20), pixels: new Float32Array(1199) },
  { ...pixels(20, 20), pixels: Array.from({ length: 1200 }, () => 0) },
  { ...pixels(20, 20), width: 30 },
  pixels(15, 20),
  { ...pixels(20, 20), width: 20.5 },
  { width: 4096, height: 16, pixels: new Float32Array(4096 * 16 * 3) },
  pixels(20, 20, 1.5),
  pixels(20, 20, NaN),
];
const synthesis = {
  style: notPictures,
  styleLayers: [undefined, null, {}, { relu2_x: 0 }, { relu2_x: -1 }, { relu2_x: NaN }, { relu2_x: '1' }],
  tvWeight: [-1, 1e7, NaN, undefined],
  parameterisation: ['pixels', '', undefined, 'constructor'],
  transforms: [undefined, 0, 'yes'],
  averagePooling: [undefined, 1],
  smoothing: [0, -1, 1e6, NaN, 'softmax', null],
  optimizer: ['L-BFGS', 'sgd', undefined],
  learningRate: [0, -1, 11, NaN, 'fast'],
  iterations: [0, 1e6, 1.5, ...notNumbers],
  seed: [-1, 2 ** 32, 0.5, ...notNumbers],
};

/** Of a digit's 784 numbers. */
const notShapes = [
  { width: 28, height: 28, channels: 3 },
  { width: 784, height: 1, channels: 1 },
  { width: 14, height: 28, channels: 2 },
  { width: 32, height: 32, channels: 1 },
];

const notDigits = [
  undefined,
  null,
  {},
  { pixels: new Uint8Array(784), labels: new Uint8Array(1) },
  { pixels: new Uint8Array(783 * 12), labels: new Uint8Array(12) },
  { pixels: new Uint8Array(784 * 12), labels: new Uint8Array(12).fill(10) },
  { pixels: new Float32Array(784 * 12), labels: new Uint8Array(12) },
];
const notAttacks = [
  undefined,
  { norm: 'L1', eps: 1, steps: 1 },
  { norm: 'L2', eps: -1, steps: 1 },
  { norm: 'L2', eps: NaN, steps: 1 },
  { norm: 'L2', eps: 1, steps: 0 },
];

/** What each experiment must refuse, field by field. */
const refused: Record<Name, Record<string, unknown[]>> = {
  activationMaximisation: {
    unit: [-1, 0.5, NaN, '3']
      .map((index) => ({ layer: 'logits', index }))
      .concat({ layer: 'relu1_1', index: 0 }),
    start: ['style', ...notPictures],
    size: [undefined, { width: 15, height: 32 }, { width: 32, height: 2049 }, { width: 32.5, height: 32 }],
    parameterisation: ['wavelet', undefined],
    step: [0, -1, 101, NaN, undefined],
    schedule: ['rising', undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
    roll: [-1, 65, 0.5, ...notNumbers],
    transforms: ['yes', 1, undefined],
    ways: [[{ step: 0 }], [{}, { parameterisation: 'wavelet' }], [{ roll: 0.5 }], [{ schedule: 'rising' }]],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  attack: {
    image: [new Float32Array(783), new Float32Array(0), blank.map(() => 1.01), blank.map(() => NaN)],
    shape: notShapes,
    label: [-1, 10, 2.5, ...notNumbers],
    norm: ['L1', 'l2', '', undefined, 'constructor'],
    eps: [-1, 1e9, NaN, Infinity, undefined],
    stepSize: [-1, 1e9, NaN, Infinity, undefined],
    steps: [0, 1e6, 1.5, ...notNumbers],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  classSynthesis: {
    label: [-1, 0.5, ...notNumbers],
    goal: ['loss', '', undefined, 'constructor'],
    starts: [[], undefined, ['blur'], ...notPictures.map((start) => [start])],
    step: [0, -1, 101, NaN, undefined],
    schedule: ['rising', undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
    every: [0, 7, 1e5, ...notNumbers], // no divisor of the sample's steps
    roll: [-1, 65, 0.5, ...notNumbers],
    eps: [0, -1, NaN, Infinity],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  gram: { picture: notPictures },
  inversion: {
    target: [
      ...notPictures,
      ...notPictures.map((to) => ({ from: pixels(32, 32), to, share: 0.5 })),
      { from: pixels(32, 32), to: pixels(32, 33), share: 0.5 },
      { from: pixels(32, 32), to: pixels(32, 32), share: 1.5 },
      pixels(31, 32), // not the size of the sample's second start
    ],
    starts: [[], undefined, ['content'], ...notPictures.map((start) => [start]), [pixels(32, 33)]],
    parameterisation: ['wavelet', ''],
    step: [0, -1, 101, NaN, undefined, [], [0.2], [0.2, 0]],
    schedule: ['rising', undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
    roll: [-1, 65, 0.5, ...notNumbers],
    transforms: ['yes', 1],
    eps: [0, -1, NaN, Infinity, [], [1], [1, -1], [1, 2, 3]],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  interpolation: {
    from: [...notPictures, pixels(31, 32)], // not the size of the sample's second picture
    to: notPictures,
    pictures: [2, 65, 3.5, ...notNumbers],
    step: [0, -1, 101, NaN, undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
    roll: [-1, 65, 0.5, ...notNumbers],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  layerRobustness: {
    layer: [undefined, null, 3],
    picture: [...notPictures, pixels(31, 32)], // not the size of the sample's other picture
    other: notPictures,
    eps: [0, -1, NaN, Infinity, undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  manipulation: {
    picture: notPictures,
    coordinate: [-1, 0.5, ...notNumbers],
    until: [0.5, 101, NaN, undefined],
    step: [0, -1, 101, NaN, undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
  },
  maskedPainting: {
    pictures: [
      undefined,
      [],
      [pixels(40, 40)],
      [pixels(40, 40), pixels(40, 41)],
      ...notPictures.map((picture) => [pixels(40, 40), picture]),
    ],
    mask: [
      undefined,
      new Float32Array(1600), // nowhere
      new Float32Array(1599).fill(1),
      new Float32Array(1600).fill(1.5),
      new Float32Array(1600).fill(NaN),
    ],
    class: [-1, 0.5, ...notNumbers],
    window: [15, 513, 32.5, ...notNumbers],
    colours: ['red', '', undefined],
    step: [0, -1, 101, NaN, undefined],
    steps: [0, 1e5, 1.5, ...notNumbers],
    roll: [-1, 65, 0.5, ...notNumbers],
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
  },
  plane: {
    origin: [new Float32Array(783), blank.map(() => -0.01)],
    shape: notShapes,
    extent: [0, -1, NaN, Infinity],
    side: [0, 8, 10, 1025, NaN],
  },
  predict: { image: [] },
  styleTransfer: {
    ...synthesis,
    content: notPictures,
    start: ['style', undefined, null, pixels(15, 15), pixels(20, 20, 2)],
    transforms: [...synthesis.transforms, true], // the sample's optimiser is L-BFGS
    styleWeight: [-1, 1e7, NaN, undefined],
    contentWeight: [-1, 1e7, NaN, undefined],
    iterations: [...synthesis.iterations, [], [3, 4], [0]],
    // The sample's content has 40 pixels a side.
    sizes: [[], [20], [41], [40, 20, 40], [20, 20, 40], [15, 40], [20.5, 40], 40, null],
  },
  texture: {
    ...synthesis,
    optimizer: [...synthesis.optimizer, 'l-bfgs'], // the sample has transforms
    size: [
      { width: 15, height: 32 },
      { width: 32, height: 2049 },
      { width: 32, height: 32.5 },
      { width: 2048, height: 16 }, // too narrow for transforms
      {},
    ],
  },
  training: {
    digits: notDigits,
    heldOut: notDigits,
    width: [0, 3, 65, 8.5, ...notNumbers],
    rule: ['rmsprop', '', undefined, 'constructor'],
    rate: [-1, 11, NaN, Infinity, undefined],
    cooling: [-0.1, 1.1, NaN, undefined],
    batch: [0, 13, 1.5, ...notNumbers], // the sample has 12 digits
    attack: notAttacks,
    measure: [0, 13, 1.5].map((digits) => ({ digits, first: [], every: 1, attack: notAttacks[0] })),
    seed: [-1, 2 ** 32, 0.5, ...notNumbers],
    frames: [0, 1e6, 1.5, ...notNumbers],
    batchesPerFrame: [0, 1e6, 1.5, ...notNumbers],
    shown: [undefined, [], [-1], [12], [0.5]],
    from: [
      {},
      { step: -1, nets: [] },
      { step: 0, nets: [] },
      { step: 0, nets: [{}, {}] },
      { step: 0, nets: [0, 1].map(() => ({ weights: new Float32Array(7), memory: [], steps: 0 })) },
    ],
  },
  traversal: {
    start: [new Float32Array(785), blank.map(() => 2), blank.map((_, i) => (i === 783 ? NaN : 0))],
    shape: notShapes,
    target: [-1, 10, 0.5, ...notNumbers],
    steps: [0, -3, 2001, 1.5, ...notNumbers],
    stepSize: [0, -1, 11, NaN, Infinity, undefined],
  },
};

const cases = Object.entries(refused).flatMap(([name, fields]) =>
  Object.entries(fields).flatMap(([field, values]) =>
    values.map((value) => {
      const words = ArrayBuffer.isView(value) ? `${(value as Float32Array).length} pixels` : String(value);
      return [name as Name, field, words, value] as const;
    }),
  ),
);

test('Every experiment says what it refuses', () => {
  expect(Object.keys(refused).sort()).toEqual(Object.keys(experiments).sort());
});

test.each(cases)('%s refuses the %s %s in a sentence, and holds no tensor', async (name, field, _, value) => {
  const before = tf.memory().numTensors;
  const failure = await first(name, { [field]: value }).catch((error: Error) => error);
  expect(failure).toMatchObject({
    name: 'ConfigError',
    message: expect.stringMatching(/^Expected .* to (be|have) .*, got .*\.$/),
  });
  expect(tf.memory().numTensors).toBe(before);
});

test.each(Object.keys(experiments) as Name[])(
  '%s accepts its sample, and holds no tensor when the nets fail',
  async (name) => {
    const before = tf.memory().numTensors;
    await expect(first(name, {})).rejects.toThrow('The nets were asked for.');
    expect(tf.memory().numTensors).toBe(before);
  },
);
