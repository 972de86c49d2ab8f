import { describe, expect, test } from 'vitest';
import { laidOn, patched } from '../../../src/components/figures/paint-it-in/laid-on.ts';
import {
  boundsOfDabs,
  dabsField,
  maskOf,
  mostDabs,
  withDab,
  type Dab,
} from '../../../src/components/figures/paint-it-in/mask.ts';
import { configOf, model, workingSize } from '../../../src/components/figures/paint-it-in/state.ts';
import { hashed } from '../../hashed.ts';

const grey = (width: number, height: number) => ({
  width,
  height,
  pixels: new Float32Array(width * height * 3).fill(0.5),
});

describe('The mask', () => {
  test('is 1 in the middle of a round, falls to 0 at its rim, and is 0 beyond', () => {
    const mask = maskOf([[500, 500, 200]], 100, 100);
    expect(mask[50 * 100 + 50]).toBe(1);
    const [inner, outer] = [mask[50 * 100 + 62]!, mask[50 * 100 + 67]!];
    expect(inner).toBeLessThan(1);
    expect(outer).toBeLessThan(inner);
    expect(outer).toBeGreaterThan(0);
    expect(mask[50 * 100 + 71]).toBe(0);
  });

  test('is as round in a picture that is wider than high', () => {
    const mask = maskOf([[500, 500, 100]], 200, 100);
    expect(mask[50 * 200 + 115]).toBeCloseTo(mask[65 * 200 + 100]!, 5);
  });

  test('is read from a link and written back; what is no mask is refused', () => {
    const dabs: Dab[] = [
      [190, 690, 210],
      [0, 1000, 60],
    ];
    expect(dabsField.format(dabs)).toBe('190-690-210_0-1000-60');
    expect(dabsField.parse('190-690-210_0-1000-60')).toEqual(dabs);
    expect(dabsField.parse('')).toEqual([]);
    for (const text of ['1-2', '1001-0-100', '0-0-0', '0-0-401', '-1-0-100', 'a-b-c', '0-0-100_'])
      expect(dabsField.parse(text)).toBeUndefined();
    expect(
      dabsField.parse(
        Array(mostDabs + 1)
          .fill('0-0-100')
          .join('_'),
      ),
    ).toBeUndefined();
  });

  test('takes a round of a stroke only at some distance from the last, and no more than a link can hold', () => {
    const one = withDab([], [500, 500, 90], true);
    expect(withDab(one, [520, 500, 90], false)).toBe(one);
    expect(withDab(one, [540, 500, 90], false)).toHaveLength(2);
    let many: readonly Dab[] = [];
    for (let i = 0; i < 200; i++) many = withDab(many, [i * 5, (i % 2) * 900, 90], false);
    expect(many).toHaveLength(mostDabs);
    expect(withDab([], [-40, 1200, 90], true)).toEqual([[0, 1000, 90]]);
  });

  test('lies where its rounds do, as far as the picture goes', () => {
    expect(boundsOfDabs([], 100, 100)).toBeUndefined();
    const { left, top, width, height } = boundsOfDabs([[100, 500, 200]], 100, 100)!;
    expect([left, top, width, height].map((side) => Math.round(side))).toEqual([0, 30, 30, 40]);
  });
});

describe('The size at which the networks work', () => {
  test.each([80, 120, 210, 400])('makes a mask of radius %i fit what they look at', (radius) => {
    const [side] = workingSize([[500, 500, radius]], grey(640, 640));
    expect((2 * radius * side) / 1000).toBeCloseTo(80, 0);
  });

  test('is never more than the photograph, and leaves a pixel to the deepest layers', () => {
    expect(workingSize([[500, 500, 60]], grey(300, 200))).toEqual([300, 200]);
    expect(workingSize([[500, 500, 400]], grey(640, 20))[1]).toBeGreaterThanOrEqual(16);
  });

  test('without a mask says what to do', () => {
    expect(() => workingSize([], grey(640, 640))).toThrow(/Expected a mask .* brush over the picture/);
  });
});

test('the usual choices ask for a school bus in both networks, from the same photograph', () => {
  const { class: wanted, pictures, mask, models } = configOf(model.defaults, [grey(64, 64), grey(64, 64)]);
  expect([wanted, models]).toEqual([92, ['photos-vgg-standard-small', 'photos-vgg-robust-small']]);
  expect(mask).toHaveLength(pictures[0]!.width * pictures[0]!.height);
});

describe('What was painted, laid on the photograph', () => {
  const base = { width: 50, height: 40, pixels: hashed(6000, 1, 0.2, 0.8) };
  const window = { left: 4, top: 2, width: 10, height: 12 };
  const painted = (value: number) => ({
    ...{ width: 25, height: 20, window },
    difference: new Float32Array(360).fill(value),
  });

  test('covers the window’s part of it', () => {
    const { left, top, width, height } = laidOn(base, painted(0));
    expect([left, top, width, height]).toEqual([8, 4, 20, 24]);
  });

  test('is the photograph where nothing has changed, to the last bit', () => {
    expect([...patched(base, laidOn(base, painted(0))).pixels]).toEqual([...base.pixels]);
  });

  test('adds an even difference evenly, and stays in 0 to 1', () => {
    const { pixels } = laidOn(base, painted(0.1));
    expect(pixels[0]! - base.pixels[3 * (4 * 50 + 8)]!).toBeCloseTo(0.1, 5);
    expect(Math.max(...laidOn(base, painted(0.9)).pixels)).toBe(1);
    const whole = patched(base, laidOn(base, painted(0.1)));
    expect(whole.pixels[0]).toBe(base.pixels[0]);
  });

  test('follows a slope of the difference without steps', () => {
    const difference = Float32Array.from({ length: 360 }, (_, i) => (Math.floor(i / 3) % 10) / 100);
    const flat = grey(50, 40);
    const { pixels, width } = laidOn(flat, { ...painted(0), difference });
    const steps = Array.from({ length: width - 9 }, (_, x) => pixels[3 * (x + 5)]! - pixels[3 * (x + 4)]!);
    for (const step of steps) expect(step).toBeCloseTo(0.005, 4);
  });
});
