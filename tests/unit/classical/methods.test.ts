import { describe, expect, test } from 'vitest';
import { methods, type MethodConfigs, type MethodName } from '../../../src/lib/classical/methods.ts';
import type { Painting } from '../../../src/lib/classical/painting.ts';
import type { Picture } from '../../../src/lib/pictures/picture.ts';
import { copyOf, painted } from './pictures.ts';

const picture = painted(60, 44, (x, y) => [x / 60, 0.5 + 0.4 * Math.sin(y / 5), (x + y) % 9 < 4 ? 0.2 : 0.7]);
const style = painted(50, 50, (x, y) => [((x * 7 + y) % 11) / 11, y / 50, (x % 5) / 5]);

const configs: { [Name in MethodName]: MethodConfigs[Name] } = {
  strokes: { picture, size: 4, length: 5, smoothing: 2, seed: 3, parts: 7 },
  spots: { picture, size: 6, variety: 0.6, scatter: 0.2, seed: 3, parts: 7 },
  texture: { picture, style, fidelity: 1, reach: 2, chances: 2, seed: 3, parts: 7 },
};

/** All frames, each as it was when it came. */
function framesOf<Name extends MethodName>(name: Name, changes: Partial<MethodConfigs[Name]> = {}) {
  const config: MethodConfigs[Name] = { ...configs[name], ...changes };
  return Array.from(methods[name](config), (frame: Painting) => ({
    ...frame,
    canvas: copyOf(frame.canvas),
  }));
}

const changed = (a: Picture, b: Picture) => a.pixels.filter((value, i) => value !== b.pixels[i]).length;

describe.each(Object.keys(methods) as MethodName[])('The painter of %s', (name) => {
  const frames = framesOf(name);

  test('begins with a bare canvas, and gives every part in its turn', () => {
    expect(frames.map(({ step, of }) => [step, of])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((step) => [step, 7]),
    );
    expect(new Set(frames[0]!.canvas.pixels).size).toBeLessThanOrEqual(3);
    for (const [i, { canvas }] of frames.entries())
      if (i > 0) expect(changed(canvas, frames[i - 1]!.canvas), `part ${i}`).toBeGreaterThan(0);
  });

  test('makes a picture of the same size, of colours between 0 and 1', () => {
    const { canvas } = frames.at(-1)!;
    expect([canvas.width, canvas.height, canvas.pixels.length]).toEqual([60, 44, 60 * 44 * 3]);
    expect(canvas.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('paints the same with the same seed, and something else with another', () => {
    const last = frames.at(-1)!.canvas;
    expect(framesOf(name).at(-1)!.canvas.pixels).toEqual(last.pixels);
    const other = framesOf(name, { seed: 4 }).at(-1)!.canvas;
    expect(changed(other, last) / last.pixels.length).toBeGreaterThan(0.3);
  });

  test('comes to the same end in however many parts it is watched', () => {
    const last = frames.at(-1)!.canvas;
    for (const parts of [1, 44, 100])
      expect(framesOf(name, { parts }).at(-1)!.canvas.pixels).toEqual(last.pixels);
  });

  test('leaves its pictures alone', () => {
    const before = [picture.pixels.slice(), style.pixels.slice()];
    framesOf(name);
    expect([picture.pixels, style.pixels]).toEqual(before);
  });
});
