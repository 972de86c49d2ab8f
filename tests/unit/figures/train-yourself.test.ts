import { describe, expect, test } from 'vitest';
import {
  configOf,
  epsOf,
  framesOf,
  model,
  shownClasses,
} from '../../../src/components/figures/train-yourself/state.ts';
import { epsAt, turned, turnsField } from '../../../src/components/figures/train-yourself/turns.ts';
import { pairIn } from '../../../src/components/figures/train-yourself/files.ts';
import { kernelPicture, kernelsSide } from '../../../src/components/figures/train-yourself/view.ts';
import { smallCnnShapes } from '../../../src/lib/nets/small-cnn-shapes.ts';
import { writeSafetensors } from '../../../src/lib/training/safetensors.ts';
import { numbersIn, countWeights } from '../../../src/lib/training/weight-shapes.ts';

const decode = (text: string) => model.decode(new URLSearchParams(text));

describe('The choices of a training', () => {
  test('stand in a link, the turns of ε among them', () => {
    const state = decode('eps=0.5&turns=25:3,50:0&seed=7&rule=sgd');
    expect(state.turns).toEqual([
      { step: 25, eps: 3 },
      { step: 50, eps: 0 },
    ]);
    expect(String(model.encode(state))).toBe('eps=0.5&rule=sgd&seed=7&turns=25%3A3%2C50%3A0');
  });

  test.each(['turns=5', 'turns=5:1,3:2', 'turns=1.5:1', 'turns=5:-1', 'turns=a:b', 'eps=9', 'rate=0.5'])(
    'fall back to the usual where a link says %s',
    (text) => expect(decode(text)).toEqual(model.defaults),
  );

  test('follow the norm: a radius of L2 is none of L infinity', () => {
    expect(epsOf(decode('norm=Linf&eps=2'))).toBe(0.1);
    expect(decode('norm=Linf&turns=5:2').turns).toEqual([]);
  });

  test('show six digits, the one under attack first', () => {
    expect(shownClasses(7)).toEqual([7, 0, 3, 4, 5, 8]);
    expect(shownClasses(3)).toEqual([3, 0, 4, 5, 8, 9]);
  });

  test('become a run of whole epochs', () => {
    const none = { pixels: new Uint8Array(), labels: new Uint8Array() };
    const config = configOf(model.defaults, { digits: none, heldOut: none }, 2);
    expect(config.frames * config.batchesPerFrame * config.batch).toBe(8000 * model.defaults.epochs);
    expect(framesOf({ epochs: 2 })).toBe(50);
  });
});

describe('A turn of ε', () => {
  const turns = [
    { step: 10, eps: 3 },
    { step: 20, eps: 0 },
  ];

  test('holds for the frames after it', () => {
    expect([0, 10, 11, 20, 21].map((step) => epsAt(2, turns, step))).toEqual([2, 2, 3, 3, 0]);
  });

  test('takes the place of those that were to come later', () => {
    expect(turned(turns, 15, 1)).toEqual([turns[0], { step: 15, eps: 1 }]);
    expect(turned(turns, 20, 1)).toEqual([turns[0], { step: 20, eps: 1 }]);
  });

  test('is written as it is read', () => {
    expect(turnsField.parse(turnsField.format(turns))).toEqual(turns);
  });
});

describe('A file of two networks', () => {
  const width = 8;
  const shapes = smallCnnShapes(width);
  const vectors = [0, 1].map((seed) =>
    Float32Array.from({ length: countWeights(shapes) }, (_, i) => (i + seed) / 7),
  );
  const tensors = Object.fromEntries(
    ['standard', 'robust'].flatMap((net, i) =>
      Object.entries(numbersIn(vectors[i]!, shapes)).map(([name, values]) => [
        `${net}/${name}`,
        { shape: shapes[name]!, values },
      ]),
    ),
  );
  const metadata = { architecture: 'small-cnn', width: String(width) };

  test('gives the pair back', () => {
    expect(pairIn(writeSafetensors({ tensors, metadata }))).toEqual({ width, weights: vectors });
  });

  test.each([
    ['of another architecture', { tensors, metadata: { ...metadata, architecture: 'vgg' } }],
    ['of another width', { tensors, metadata: { ...metadata, width: '16' } }],
    ['without a layer', { tensors: { 'standard/fc/bias': tensors['standard/fc/bias']! }, metadata }],
  ])('is refused with a sentence when it is %s', (_, file) => {
    expect(() => pairIn(writeSafetensors(file))).toThrow(/^Expected .*, got others\. Choose another file\.$/);
  });
});

test('Kernels stand in a square, a pixel apart', () => {
  expect(kernelsSide(16)).toBe(19);
  const picture = kernelPicture(new Float32Array(16 * 16).fill(1));
  expect(picture).toHaveLength(4 * 19 * 19);
  const alpha = (x: number, y: number) => picture[4 * (19 * y + x) + 3];
  expect([alpha(0, 0), alpha(4, 0), alpha(5, 0), alpha(18, 18)]).toEqual([255, 0, 255, 255]);
});
