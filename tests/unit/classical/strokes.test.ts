import { describe, expect, test } from 'vitest';
import { edgesOf } from '../../../src/lib/classical/edges.ts';
import { luma } from '../../../src/lib/classical/smooth.ts';
import { paintStrokes } from '../../../src/lib/classical/strokes.ts';
import type { Picture } from '../../../src/lib/pictures/picture.ts';
import { fieldMeans, painted } from './pictures.ts';

const side = 96;
const ramp = (angle: number) =>
  painted(side, side, (x, y) => {
    const along = ((x - side / 2) * Math.cos(angle) + (y - side / 2) * Math.sin(angle)) / side;
    return [0.5 + 0.4 * along, 0.5 + 0.4 * along, 0.5 + 0.4 * along];
  });

function strokesOf(picture: Picture, changes: object = {}): Picture {
  const config = { picture, size: 4, length: 6, smoothing: 3, seed: 1, parts: 1, ...changes };
  return Array.from(paintStrokes(config)).at(-1)!.canvas;
}

/** The angle between two lines, in radians. */
const between = (a: number, b: number) => {
  const turn = Math.abs(a - b) % Math.PI;
  return Math.min(turn, Math.PI - turn);
};

describe.each([0, 0.4, Math.PI / 4, 1.3, Math.PI / 2, 2.5])(
  'On a ramp that rises towards %f radians',
  (angle) => {
    test('the edges lie across the rise, everywhere', () => {
      const { direction } = edgesOf(luma(ramp(angle)), side, side, 3);
      const worst = Math.max(...direction.map((one) => between(one, angle + Math.PI / 2)));
      expect(worst).toBeLessThan(0.25);
      const middle = direction[(side / 2) * side + side / 2]!;
      expect(between(middle, angle + Math.PI / 2)).toBeLessThan(0.01);
    });

    test('the painted strokes lie across it too', () => {
      const before = luma(ramp(angle));
      // What the brush adds to the ramp are its bristles, which run along the strokes.
      const added = luma(strokesOf(ramp(angle))).map((value, i) => value - before[i]!);
      const { direction, strength } = edgesOf(added, side, side, 0.7);
      let [cos, sin] = [0, 0];
      direction.forEach((one, i) => {
        cos += strength[i]! ** 2 * Math.cos(2 * one);
        sin += strength[i]! ** 2 * Math.sin(2 * one);
      });
      expect(between(Math.atan2(sin, cos) / 2, angle + Math.PI / 2)).toBeLessThan(0.2);
    });
  },
);

test('Both sides of a thin line agree on its direction', () => {
  const line = painted(side, side, (x) => (Math.abs(x - side / 2) < 2 ? [0, 0, 0] : [1, 1, 1]));
  const { direction } = edgesOf(luma(line), side, side, 2);
  for (const x of [side / 2 - 3, side / 2, side / 2 + 3])
    expect(between(direction[(side / 2) * side + x]!, Math.PI / 2)).toBeLessThan(0.05);
});

test('Strokes take their colours from the picture', () => {
  const fields = painted(side, side, (x, y) => [x < side / 2 ? 0.2 : 0.8, y < side / 2 ? 0.3 : 0.7, 0.5]);
  const [wanted, got] = [fields, strokesOf(fields)].map((one) => fieldMeans(one, 2));
  for (const [i, colour] of wanted!.entries())
    for (const [c, value] of colour.entries()) expect(Math.abs(got![i]![c]! - value)).toBeLessThan(0.06);
});

test('A broader brush leaves less of the detail', () => {
  const checks = painted(side, side, (x, y) =>
    ((x >> 3) + (y >> 3)) % 2 ? [0.9, 0.9, 0.9] : [0.1, 0.1, 0.1],
  );
  const error = (size: number) => {
    const { pixels } = strokesOf(checks, { size });
    return pixels.reduce((sum, value, i) => sum + Math.abs(value - checks.pixels[i]!), 0) / pixels.length;
  };
  expect(error(3)).toBeLessThan(0.75 * error(10));
});
