import { expect, test } from 'vitest';
import { model } from '../../../src/components/figures/loss-landscape/state.ts';

test('camera, view and step are looks of one run; the plane, the ball and the picture are not', () => {
  const { defaults, sameRun } = model;
  expect(sameRun(defaults, { ...defaults, turn: 99, tilt: 50, zoom: 2, view: 'flat', frame: 3 })).toBe(true);
  // On digits nobody looks at the picture.
  expect(sameRun(defaults, { ...defaults, picture: 'allium', eps: 1.5 })).toBe(true);
  for (const other of [
    { eps: 1 },
    { second: 'attack' },
    { seed: 2 },
    { side: 25 },
    { digit: 3 },
    { of: 'small' },
  ] as const)
    expect(sameRun(defaults, { ...defaults, ...other }), JSON.stringify(other)).toBe(false);
  const link = model.encode({ ...defaults, turn: -45, eps: 0.75 }).toString();
  expect(link).toBe('eps=0.75&turn=-45');
  expect(model.decode(new URLSearchParams('turn=400&tilt=3&eps=9'))).toEqual(defaults);
});
