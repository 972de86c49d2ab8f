import { expect, test } from 'vitest';
import {
  atLayer,
  configOf,
  drawnPicture,
  isPattern,
  model,
  sideOf,
  startsOf,
  stepCounts,
  targets,
} from '../../../src/components/figures/inversion/state.ts';
import { encodeMarks } from '../../../src/components/figures/shared/drawing/marks.ts';

const blank = (side: number) => ({ width: side, height: side, pixels: new Float32Array(side * side * 3) });
const config = (changes: Partial<typeof model.defaults>) =>
  configOf({ ...model.defaults, ...changes }, blank(84), ['noise']);

test('three starts are noise, the picture chosen and a painting, no two of them the same', () => {
  expect(startsOf(model.defaults)).toEqual(['noise', 'alpine-landscape', 'swirls']);
  expect(new Set(startsOf({ begin: 'three', start: 'swirls' })).size).toBe(3);
  expect(startsOf({ begin: 'picture', start: 'own' })).toEqual(['own']);
  expect(startsOf({ begin: 'noise', start: 'own' })).toEqual(['noise']);
});

test('only pixels are rolled, only Fourier coefficients are transformed, and their rate does not fall', () => {
  expect(config({ way: 'plain' })).toMatchObject({ parameterisation: 'pixel', roll: 0, transforms: false });
  expect(config({ way: 'roll' })).toMatchObject({ parameterisation: 'pixel', roll: 4, schedule: 'falling' });
  expect(config({ way: 'fourier' })).toMatchObject({
    ...{ parameterisation: 'fourier', roll: 0, transforms: true, step: 0.05, schedule: 'constant' },
  });
});

test('the fewer the steps, the longer: what a start can reach stays of one order', () => {
  const reach = stepCounts.map((steps) => ((config({ steps }).step as number) * steps) / 2);
  for (const length of reach) expect(length).toBeGreaterThanOrEqual(25);
  expect(Math.max(...reach)).toBeLessThan(3 * Math.min(...reach));
});

test('a layer with places is inverted at more pixels, from noise and unmoved, if nothing else is said', () => {
  const state = model.decode(new URLSearchParams('layer=relu4_x&target=checks'));
  expect(state).toMatchObject({ begin: 'noise', way: 'plain', target: 'checks' });
  expect([sideOf(model.defaults), sideOf(state)]).toEqual([84, 128]);
  const mine = { ...model.defaults, target: 'own', start: 'facets', seed: 4 };
  expect(atLayer(mine, 'relu5_x')).toMatchObject({ target: 'own', start: 'facets', seed: 4, way: 'plain' });
});

test('patterns can be looked for beside the site’s pictures, under names of their own', () => {
  const names = targets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter(isPattern)).toEqual(['stripes', 'checks', 'rings', 'patches', 'noise']);
});

test('a drawing is in the state, is read at the layer’s size, and makes no other run of another target', () => {
  const marks = [{ colour: 6, width: 30, fill: false, points: [40, 128, 200, 128] }];
  const drawn = encodeMarks(marks);
  const state = model.decode(new URLSearchParams(`target=drawing&drawn=${drawn}`));
  expect(state).toMatchObject({ target: 'drawing', drawn });
  const [blank, red] = [drawnPicture({ ...state, drawn: null }), drawnPicture(state)];
  expect([red.width, drawnPicture({ ...state, layer: 'relu4_x' }).width]).toEqual([84, 128]);
  const middle = 3 * (42 * 84 + 42);
  expect(red.pixels[middle]! - red.pixels[middle + 1]!).toBeGreaterThan(0.5);
  expect(red.pixels.slice(0, 3)).toEqual(blank.pixels.slice(0, 3));
  expect(model.sameRun(state, { ...state, drawn: null })).toBe(false);
  expect(model.sameRun({ ...model.defaults, drawn }, model.defaults)).toBe(true);
  expect(model.decode(new URLSearchParams('target=drawing&drawn=!!')).drawn).toBeNull();
});
