import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkState } from '../../../src/components/figures/kit/check-state.ts';
import type { Field } from '../../../src/components/figures/kit/fields.ts';
import { figureNames, manifestOf, manifests } from '../../../src/components/figures/manifests.ts';
import { experiments } from '../../../src/lib/experiments/index.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import { samples } from '../../samples.ts';

const folder = 'src/components/figures';

test('every figure that can be drawn has a manifest, and the other way round', () => {
  const drawn = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/index.astro`));
  expect([...figureNames].sort()).toEqual(drawn.sort());
});

test.each(manifests)('$name names experiments, networks and posters that are there', (manifest) => {
  expect(Object.keys(experiments)).toEqual(expect.arrayContaining([...manifest.experiments]));
  const networks = [...manifest.networks, ...(manifest.offers ?? [])];
  const files = networks.map((id) => `public/weights/${id}/card.json`);
  for (const name of Object.keys(manifest.posters)) files.push(`content/posters/${name}.json`);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test.each(manifests)('$name has a sample of each experiment that it runs', ({ experiments: run }) => {
  expect(Object.keys(samples)).toEqual(expect.arrayContaining([...run]));
});

/** Texts as no control writes them, and such that nearly are. */
function hostile(random: () => number, usual: string): string {
  const alphabet = '0123456789-+.eE,*_ %&=<>aZ\u0000é💣';
  const any = () => alphabet[Math.floor(random() * alphabet.length)]!;
  const number = () => (random() * 10 ** (Math.floor(random() * 6) - 2)).toFixed(Math.floor(random() * 9));
  const kinds = [
    () => Array.from({ length: Math.floor(random() * 9) }, any).join(''),
    number,
    () => `-${number()}`,
    () => `${number()},${number()}`,
    () => usual,
    () => usual + any(),
    () => usual.slice(1),
    () =>
      ['NaN', 'Infinity', '1e9', 'constructor', '__proto__', 'own', 'last', ''][Math.floor(random() * 8)]!,
  ];
  return kinds[Math.floor(random() * kinds.length)]!();
}

describe.each(manifests)('a link to $name', ({ model }) => {
  const { defaults, fields, sane, decode, encode } = model;
  const keys = Object.keys(fields);

  test('says nothing of what is as usual', () => {
    expect(encode(defaults).toString()).toBe('');
    expect(decode(new URLSearchParams())).toEqual(defaults);
    expect(sane(defaults)).toEqual(defaults);
  });

  test('leads only to what the controls can make, whatever it says', () => {
    const random = seededRandom(11);
    for (let i = 0; i < 3000; i++) {
      const params = new URLSearchParams({ figure: 'x', toString: '1' });
      for (const key of keys)
        if (random() < 0.6)
          params.set(key, hostile(random, (fields[key] as Field<unknown>).format(defaults[key])));
      const state = decode(params);
      expect(sane(state), params.toString()).toEqual(state);
      expect(decode(encode(state)), params.toString()).toEqual(state);
      for (const key of keys) {
        const { parse, format } = fields[key] as Field<unknown>;
        const text = format(state[key]);
        // A choice that is left open has no text.
        if (text !== '') expect(format(parse(text)), `${key} of ${params}`).toBe(text);
        if (typeof state[key] === 'number') expect(Number.isFinite(state[key]), key).toBe(true);
      }
    }
  });
});

describe('a link between the places of a slider', () => {
  test.each([
    ['classical', 'reach=1.5', 'reach', 2],
    ['classical', 'smoothing=2.6', 'smoothing', 2.5],
    ['paint', 'hand=points&density=0.42', 'density', 0.4],
    ['attack', 'eps=1.23', 'eps', 1.25],
    ['attack', 'norm=Linf&eps=0.123', 'eps', 0.12],
    ['style-transfer', 'styleWeight=90', 'styleWeight', 100],
    ['style-transfer', 'at=33.3', 'at', 33.5],
    ['lens', 'x=0.0001', 'x', 0.0625],
  ])('%s with %s snaps %s to %f', (name, params, key, value) => {
    expect(manifestOf(name).model.decode(new URLSearchParams(params))[key]).toBe(value);
  });
});

describe('a state in the text', () => {
  test('is fine when the controls can make it', () => {
    expect(checkState('traversal', 'target=0&digit=5')).toEqual([]);
    expect(checkState('traversal', 'digit=4&dx=-8')).toEqual([]);
    expect(checkState('style-transfer', new URLSearchParams({ preset: 'layer' }))).toEqual([]);
    expect(checkState('success', '')).toEqual([]);
  });

  test.each([
    ['traversal', 'tarqet=0', /^Expected one of digit, .* got “tarqet”\.$/],
    ['traversal', 'target=12', /^Expected target of the figure “traversal” to be .*, got “12”\.$/],
    ['classical', 'reach=1.5', /or “2”, which is next to it, got “1\.5”\.$/],
    ['attack', 'steps=3&step=9', /^Expected step of/],
    ['success', 'frame=151', /^Expected frame of the figure “success” to be .*, got “151”\.$/],
  ])('of %s that says %s is told what is wrong', (name, params, problem) => {
    expect(checkState(name, params)).toEqual([expect.stringMatching(problem)]);
  });

  test('of a figure that is not there is an error', () => {
    expect(() => checkState('travesal', '')).toThrow(/Expected a figure of attack, .*got “travesal”/);
  });
});
