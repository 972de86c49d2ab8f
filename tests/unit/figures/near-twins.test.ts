import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changeOf } from '../../../src/components/figures/shared/pictures/change.ts';
import { chosen, configOf, model, pairs, sides } from '../../../src/components/figures/near-twins/state.ts';
import { curveOf } from '../../../src/components/figures/near-twins/view.ts';

const blank = (side: number) => ({ width: side, height: side, pixels: new Float32Array(side * side * 3) });
const measured = JSON.parse(readFileSync('content/measured/near-twins.json', 'utf8'));
const sets = { 32: 'cifar10', 84: 'photos' } as const;

test('every budget is a start of its own with a ball of its own, walked as the curve was measured', () => {
  for (const at of sides) {
    const { starts, eps, step, steps } = configOf({ ...model.defaults, at }, blank(at), blank(at));
    expect([starts.length, eps]).toEqual([pairs[at].radii.length, pairs[at].radii]);
    expect(step).toEqual(pairs[at].radii.map((radius) => measured.protocol.firstStep * radius));
    expect(steps).toBe(measured.protocol.steps);
  }
});

test('the budget shown at first is where the measured distance of the standard network is under half', () => {
  for (const at of sides) {
    const { points } = curveOf(measured[sets[at]]);
    const start = points.find(({ eps }) => eps === 0)!;
    const usual = points.find(({ eps }) => eps === pairs[at].usual)!;
    expect(usual.standard.median).toBeLessThan(0.5 * start.standard.median);
    expect(usual.robust.median).toBeGreaterThan(0.75 * start.robust.median);
  }
});

test('a link cannot ask for a budget of the other networks, nor for a picture as its own twin', () => {
  const state = (query: string) => model.decode(new URLSearchParams(query));
  expect(state('eps=8').eps).toBe(1);
  expect(state('at=84&eps=8').eps).toBe(8);
  expect(state('at=84').eps).toBe(2);
  const same = state('from=allium&towards=allium');
  expect([same.from, same.towards === 'allium']).toEqual(['allium', false]);
});

test('a picture that stands in the other place changes places; the reader’s own do not', () => {
  const { from, towards } = model.defaults;
  expect(chosen(model.defaults, 'from', towards)).toEqual({ from: towards, towards: from });
  expect(chosen(model.defaults, 'towards', 'swirls')).toEqual({ towards: 'swirls' });
  expect(chosen({ ...model.defaults, towards: 'own' }, 'from', 'own')).toEqual({ from: 'own' });
  expect(model.sane({ ...model.defaults, from: 'own', towards: 'own' }).towards).toBe('own');
});

test('another budget is another look at the same run', () => {
  expect(model.sameRun(model.defaults, { ...model.defaults, eps: 4 })).toBe(true);
  expect(model.sameRun(model.defaults, { ...model.defaults, from: 'swirls' })).toBe(false);
});

test('a change is shown ten times as large, on grey', () => {
  const change = changeOf(Uint8ClampedArray.of(105, 90, 100, 255), Uint8ClampedArray.of(100, 100, 100, 255));
  expect([...change]).toEqual([178, 28, 128, 255]);
});
