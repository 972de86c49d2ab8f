import { describe, expect, test } from 'vitest';
import published from '../../../content/posters/style-transfer.json';
import type { Reading } from '../../../src/components/figures/style-transfer/figure.svelte.ts';
import { lossCharts, powerOfTen } from '../../../src/components/figures/style-transfer/losses.ts';
import { namesOf } from '../../../src/components/figures/style-transfer/nets.ts';
import {
  missingModels,
  optionsOf,
  presetOf,
  presets,
} from '../../../src/components/figures/style-transfer/presets.ts';
import { computedFor, type Results } from '../../../src/components/figures/style-transfer/results.ts';
import { stepsOf } from '../../../src/components/figures/style-transfer/run-sizes.ts';
import { side, sideWords } from '../../../src/components/figures/style-transfer/side.ts';
import { defaultsOf } from '../../../src/components/figures/style-transfer/state.ts';
import { known, robust, standard, vgg } from './style-transfer-known.ts';

const pixel = { parameterisation: 'pixel' as const, transforms: false, iterations: 80 };
const full: Results = {
  size: 256,
  coarseToFine: false,
  folder: 'posters/style-transfer',
  ending: 'jpg',
  variants: {
    standard: { title: 'Standard', model: standard, ...pixel },
    trick: {
      title: 'Trick',
      model: standard,
      parameterisation: 'fourier',
      transforms: true,
      iterations: 200,
    },
    all: { title: 'All layers, said', model: robust, contentModel: robust, ...pixel },
    alone: { title: 'One layer', model: robust, styleLayers: { relu3_x: 1 }, ...pixel },
    gone: { title: 'Weights that are not here', model: 'cifar-elsewhere', ...pixel },
  },
  results: {
    'harbour-strokes': {
      standard: { loss: 3, content: 1, style: 2 },
      trick: { loss: 5, content: 2, style: 3 },
      all: { loss: 7, content: 3, style: 4 },
      alone: { loss: 9, content: 4, style: 5 },
    },
  },
};
const finer: Results = {
  ...{ size: 256, coarseToFine: true, folder: 'posters/coarse-to-fine', ending: 'webp' },
  variants: { standard: { title: 'Standard', model: standard, ...pixel } },
  results: { 'harbour-strokes': { standard: { loss: 1, content: 0.5, style: 0.5 } } },
};
const results = [full, finer];
const state = { ...defaultsOf(known), content: 'harbour', style: 'strokes', coarseToFine: false };
const lossOf = (of: ReturnType<typeof side>, changes = {}) =>
  computedFor({ ...state, ...changes }, of, results, known)?.loss;

describe('a result in advance', () => {
  test('is found by what a side computes, however it is said', () => {
    expect(lossOf(side(standard))).toBe(3);
    expect(lossOf(side(robust))).toBe(7);
    expect(lossOf(side(robust, { styleLayers: { relu3_x: 1 } }))).toBe(9);
    const trick = side(standard, { parameterisation: 'fourier', transforms: true, optimizer: 'adam' });
    expect(lossOf(trick)).toBe(5);
  });

  test('tells where its picture is and how it was computed', () => {
    expect(computedFor(state, side(standard), results, known)).toEqual({
      loss: 3,
      content: 1,
      style: 2,
      size: 256,
      coarseToFine: false,
      iterations: 80,
      src: 'posters/style-transfer/harbour-strokes-standard.jpg',
    });
  });

  test('is another one from coarse to fine, whose steps are those that a run would take', () => {
    const asked = { ...state, coarseToFine: true };
    expect(computedFor(asked, side(standard), results, known)).toEqual({
      loss: 1,
      content: 0.5,
      style: 0.5,
      size: 256,
      coarseToFine: true,
      iterations: stepsOf(asked, side(standard)),
      src: 'posters/coarse-to-fine/harbour-strokes-standard.webp',
    });
  });

  test('stands at any size, whose pictures look alike', () => {
    expect(lossOf(side(standard), { size: 512 })).toBe(3);
  });

  test.each([
    [side(vgg), {}],
    [side(standard, { iterations: 60 }), {}],
    [side(standard, { contentLayer: 'relu2_x' }), {}],
    [side(standard, { smoothing: 10 }), {}],
    [side(standard), { style: 'facets' }],
    [side(standard), { content: 'own' }],
    [side(standard), { styleWeight: 3 }],
    [side(standard), { start: 'noise' }],
    [side(robust), { coarseToFine: true }],
  ])('is none for anything else: %j %j', (of, changes) => {
    expect(lossOf(of, changes)).toBeUndefined();
  });
});

describe('the presets', () => {
  test('begin with the standard against the robust network', () => {
    expect(presetOf(null, known.nets).name).toBe('robustness');
    expect(presetOf('toString', known.nets).name).toBe('robustness');
  });

  test('offer networks whose results were computed in advance', () => {
    const models = Object.values(published.variants).map(({ model }) => model);
    for (const preset of presets)
      for (const option of [...preset.left, ...preset.right]) expect(models).toContain(option.side.model);
  });

  test('whose models are not here cannot be chosen, and say which they lack', () => {
    const training = presets.find(({ name }) => name === 'training')!;
    expect(missingModels(training, known.nets)).toEqual(['cifar-vgg-robust-25', 'cifar-vgg-robust']);
    expect(presetOf('training', known.nets).name).toBe('robustness');
  });

  test('offer only what can be computed', () => {
    const { [vgg]: _, ...nets } = known.nets;
    const preset = presetOf('nets', nets);
    expect(optionsOf(preset, 'left', nets).map(({ label }) => label)).toEqual([
      'content: standard',
      'content: robust',
    ]);
  });

  test('begin where there is only one network with what that network can do', () => {
    expect(presetOf(null, { [robust]: known.nets[robust]! }).name).toBe('layer');
    expect(() => presetOf(null, {})).toThrow(/Expected the weights of the robust ResNet/);
  });
});

describe('the words of a side', () => {
  test('come from the card’s title', () => {
    expect(namesOf('CIFAR-10, ResNet, robust (L2), anti-aliased')).toEqual({
      name: 'Robust ResNet',
      kind: 'anti-aliased, CIFAR-10',
    });
    expect(namesOf('Something else')).toEqual({ name: 'Something else', kind: '' });
  });

  test('tell what sets it apart', () => {
    const of = side(robust, { contentModel: vgg, styleLayers: { relu2_x: 1 }, parameterisation: 'fourier' });
    expect(sideWords(of, known.nets)).toEqual({
      name: 'Robust ResNet',
      detail: 'CIFAR-10 · content by Standard VGG · Fourier · relu2_x alone',
    });
    expect(sideWords(side(vgg, { smoothing: 30 }), known.nets).detail).toBe('CIFAR-10 · softmax, T = 30');
  });
});

describe('the charts of the losses', () => {
  const reading = (loss: number, content: number, style: Record<string, number>) =>
    ({ loss, content, style }) as unknown as Reading;
  const frames = [
    { step: 0, of: 2, moved: [true, true], sides: [reading(10, 0, { a: 10 }), reading(1, 0, { b: 1 })] },
    { step: 1, of: 2, moved: [true, false], sides: [reading(1, 0.1, { a: 1e-9 }), reading(1, 0, { b: 1 })] },
  ] as Parameters<typeof lossCharts>[0];
  const lines = [
    { name: 'Left', net: 'standard', layers: ['a'] },
    { name: 'Right', net: 'robust', layers: ['b', 'c'] },
  ] as const;
  const charts = lossCharts(frames, lines);

  test('pair the layers of two families by their order', () => {
    expect(charts.map(({ title }) => title)).toEqual(['Loss', 'Content', 'Style, a and b', 'Style, c']);
  });

  test('hold powers of ten, a side only where it moved, and no content loss of nothing', () => {
    expect(charts[0]!.series.map(({ points }) => points)).toEqual([
      [
        [0, 1],
        [1, 0],
      ],
      [[0, 0]],
    ]);
    expect(charts[1]!.series.map(({ points }) => points)).toEqual([[[1, -1]], []]);
  });

  test('reach four powers of ten down and no further', () => {
    expect([charts[2]!.domain, charts[2]!.series[0]!.points[1]]).toEqual([
      [-3, 1],
      [1, -3],
    ]);
  });

  test('tell two lines of one colour apart', () => {
    const same = lossCharts(frames, [lines[1], lines[1]]);
    expect(same[0]!.series.map(({ dashed }) => dashed)).toEqual([true, false]);
  });

  test('name their ticks as numbers', () => {
    expect([-3, -0.5, 0, 2].map(powerOfTen)).toEqual(['0.001', '0.3', '1', '100']);
  });
});
