import { describe, expect, test } from 'vitest';
import { own } from '../../../src/components/figures/shared/site-pictures/own.ts';
import { side, type Side } from '../../../src/components/figures/style-transfer/side.ts';
import {
  defaultsOf,
  modelOf,
  sane,
  type StyleTransferState,
} from '../../../src/components/figures/style-transfer/state.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import { known, robust, standard, vgg } from './style-transfer-known.ts';

const defaults = defaultsOf(known);
const model = modelOf(known);
const there = (state: StyleTransferState) => model.encode(state);
const back = (text: string | URLSearchParams) => model.decode(new URLSearchParams(text));

const unusual: Side = side(vgg, {
  contentModel: robust,
  parameterisation: 'fourier',
  transforms: true,
  optimizer: 'adam',
  iterations: 77,
  styleLayers: { relu1_1: 1, relu5_2: 0.25 },
  contentLayer: 'relu5_x',
  averagePooling: false,
  smoothing: 'log',
});

describe('the address of a style transfer', () => {
  test('says nothing of what is as it always is', () => {
    expect(there(defaults).toString()).toBe('');
  });

  test('gives back everything that a reader can choose', () => {
    const state: StyleTransferState = {
      preset: 'layer',
      left: unusual,
      right: side(standard, { optimizer: 'adam', smoothing: 30 }),
      content: 'house',
      style: 'facets',
      size: 512,
      start: 'noise',
      styleWeight: 0.13,
      tvWeight: 0.0002,
      coarseToFine: false,
      seed: 41,
      order: 'turns',
      view: 'both',
      at: 12.5,
      frame: 33,
    };
    expect(back(there(state))).toEqual(state);
  });

  test('is readable: no character of it has to be escaped', () => {
    expect(there({ ...defaults, left: unusual }).toString()).not.toContain('%');
  });

  test('names a preset and not its sides', () => {
    const params = there(defaultsOf(known, 'layer'));
    expect(params.toString()).toBe('preset=layer');
    expect(back(params).right.styleLayers).toEqual({ relu5_x: 1 });
  });

  test('leaves out what only this page has: own pictures and the last result', () => {
    const state = { ...defaults, content: own, style: own, start: 'last' as const, size: 384 as const };
    expect(there(state).toString()).toBe('size=384');
  });

  test.each([
    'left=nobody&right=__proto__&preset=constructor',
    `left=${robust}.__proto__*3&right=${robust}.relu2_x*0`,
    `left=${robust}.iterations*99999&right=${robust}.content*toString`,
    'content=own&style=../../x&size=127&at=101&styleWeight=1e9&tvWeight=-1&seed=0',
    'size=&start=last%00&coarseToFine=yes&order=&view=none&frame=-1',
  ])('falls back to the defaults for what it cannot read: %s', (text) => {
    expect(back(text)).toEqual(defaults);
  });

  test('never leads to a state that cannot be computed, whatever it says', () => {
    const random = seededRandom(5);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!;
    const words = [robust, vgg, 'relu2_x*50', 'relu1_1*1', 'adam', 'transforms', 'fourier', 'at*relu4_x'];
    words.push(`content*${vgg}`, 'pooling*max', 'iterations*9', '*', '..', 'é', '');
    for (let i = 0; i < 1000; i++) {
      const text = () => Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(words)).join('.');
      const state = back(new URLSearchParams({ left: text(), right: text() }));
      expect(sane(state, known)).toEqual(state);
      expect(back(there(state))).toEqual(state);
    }
  });
});

describe('a changed network', () => {
  test('keeps no layers of another family', () => {
    const changed = sane({ ...defaults, left: { ...unusual, model: robust, contentModel: null } }, known);
    expect(changed.left.styleLayers).toBeNull();
    expect(changed.left.contentLayer).toBe('relu5_x');
  });

  test('is asked for both when the content network would be the same', () => {
    const left = side(robust, { contentModel: robust });
    expect(sane({ ...defaults, left }, known).left.contentModel).toBeNull();
  });

  test('gets Adam with transforms, since a line search needs the same loss twice', () => {
    const left = side(robust, { transforms: true });
    expect(sane({ ...defaults, left }, known).left.optimizer).toBe('adam');
  });
});

describe('what was computed', () => {
  test('stays when only the looks change', () => {
    expect(model.sameRun({ ...defaults, at: 3, view: 'both', frame: 9, preset: 'vgg' }, defaults)).toBe(true);
  });

  test.each([{ content: 'house' }, { seed: 2 }, { size: 128 }, { left: unusual }, { content: own }] as const)(
    'goes with %j',
    (change) => {
      expect(model.sameRun({ ...defaults, ...change }, defaults)).toBe(false);
    },
  );
});
