import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  drawingAddress,
  isDrawn,
  offered,
  sizes,
} from '../../../src/components/figures/interpolation/pictures.ts';
import { configOf, kinds, model } from '../../../src/components/figures/interpolation/state.ts';
import { shareWords } from '../../../src/components/figures/interpolation/view.ts';

const decode = (params: string) => model.decode(new URLSearchParams(params));

test('each size begins with a pair of its own, and an address says only what differs', () => {
  for (const at of sizes) {
    const state = decode(`at=${at}`);
    expect([state.from, state.to]).toEqual([kinds[at].from, kinds[at].to]);
    expect(offered[at].map(({ name }) => name)).toEqual(expect.arrayContaining([state.from, state.to]));
  }
  expect(model.encode(decode('at=large')).toString()).toBe('at=large');
});

test('the drawings have 32 pixels, and are not offered at 84', () => {
  expect(decode('at=large&from=deer&to=allium')).toMatchObject({ from: kinds.large.from, to: 'allium' });
  expect(decode('from=dog&to=allium')).toMatchObject({ from: 'dog', to: 'allium' });
});

test('every drawing is a file of the site', () => {
  const drawn = offered.small.filter(({ name }) => isDrawn(name));
  expect(drawn).toHaveLength(10);
  for (const { name } of drawn) expect(existsSync(`public/${drawingAddress(name)}`), name).toBe(true);
});

test('the last picture is the furthest that a link can show', () => {
  expect(decode('frame=15').frame).toBe(7);
  expect(decode('pictures=16&frame=15').frame).toBe(15);
});

test('a run has the settings of its size', () => {
  const end = { width: 84, height: 84, pixels: new Float32Array(84 * 84 * 3) };
  const { models, steps, pictures } = configOf(decode('at=large&pictures=16'), [end, end]);
  expect({ models, steps, pictures }).toEqual({
    models: kinds.large.models,
    steps: kinds.large.steps,
    pictures: 16,
  });
});

test('a share is written as short as it can be', () => {
  expect([0, 1 / 7, 0.5, 1].map(shareWords)).toEqual(['0', '.14', '.5', '1']);
});
