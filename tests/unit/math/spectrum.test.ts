import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../src/lib/pictures/picture.ts';
import { checkerboardOf, periods, spectrumOf } from '../../../src/lib/measures/spectrum.ts';
import { hashed } from '../../hashed.ts';

interface Sample {
  height: number;
  width: number;
  noise: number;
  grid: number;
  period: number;
  seed: number;
}

const fixture = JSON.parse(readFileSync('tests/fixtures/spectrum.json', 'utf8')) as {
  cases: (Sample & { all: number; byPeriod: number[] })[];
};

function pictureOf(
  width: number,
  height: number,
  value: (x: number, y: number, channel: number) => number,
): Picture {
  const pixels = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++)
        pixels[3 * (y * width + x) + channel] = value(x, y, channel);
  return { width, height, pixels };
}

/** As `sample` of training/measure/spectrum.py makes it: waves, noise, and a grid of points. */
function sample({ width, height, noise, grid, period, seed }: Sample): Picture {
  const noises = hashed(width * height * 3, seed);
  return pictureOf(width, height, (x, y, channel) => {
    const waves = 0.5 + 0.15 * Math.sin((2 * Math.PI * x) / 37) * Math.cos((2 * Math.PI * y) / 23);
    const point = x % period === 0 && y % period === 0 ? grid : 0;
    return waves + point + noise * noises[3 * (y * width + x) + channel]!;
  });
}

const numberOf = (picture: Picture) => checkerboardOf(spectrumOf(picture));
const base: Sample = { width: 192, height: 192, noise: 0.1, grid: 0, period: 2, seed: 1 };

describe('The power spectrum', () => {
  test('of white noise is its variance at every frequency, on average', () => {
    const { power } = spectrumOf(sample({ ...base, noise: 0.3 }));
    const mean = power.subarray(192 * 48, 192 * 144).reduce((sum, one) => sum + one, 0) / (192 * 96);
    expect(mean / (0.3 ** 2 / 3)).toBeCloseTo(1, 1);
  });

  test('of a wave stands at its frequency and at the opposite one', () => {
    const { power, width } = spectrumOf(
      pictureOf(128, 96, (x, y) => 0.5 + 0.4 * Math.cos(2 * Math.PI * ((12 * x) / 128 + (30 * y) / 96))),
    );
    const order = [...power.keys()].sort((a, b) => power[b]! - power[a]!);
    expect(
      order
        .slice(0, 2)
        .map((i) => [i % width, Math.floor(i / width)])
        .sort(),
    ).toEqual([
      [116, 66],
      [12, 30],
    ]);
  });

  test('refuses a picture that is too small for neighbourhoods', () => {
    expect(() => spectrumOf(pictureOf(96, 95, () => 0))).toThrow('96 pixels or more, got 88');
  });
});

describe('The checkerboard number', () => {
  test.each(fixture.cases)('is what Python finds, grid $grid of period $period', (one) => {
    const found = numberOf(sample(one));
    expect(found.all / one.all).toBeCloseTo(1, 5);
    found.byPeriod.forEach((value, i) => expect(value / one.byPeriod[i]!).toBeCloseTo(1, 5));
  });

  test('is about 1 for noise, over many seeds', () => {
    const seeds = [11, 12, 13, 14, 15, 16, 17, 18];
    const logs = seeds.map((seed) => Math.log(numberOf(sample({ ...base, seed })).all));
    for (const log of logs) expect(Math.abs(log)).toBeLessThan(0.35);
    expect(Math.abs(logs.reduce((sum, log) => sum + log, 0) / logs.length)).toBeLessThan(0.12);
  });

  test('is 1 for a picture of one colour, where only rounding is left', () => {
    expect(numberOf(pictureOf(128, 128, () => 0.3)).all).toBeCloseTo(1, 6);
  });

  test('is about 1 for smooth pictures, whatever their shape', () => {
    const blob = (x: number, y: number) => Math.exp(-((x - 70) ** 2 + (y - 110) ** 2) / 900);
    expect(numberOf(pictureOf(192, 192, blob)).all).toBeCloseTo(1, 1);
    expect(numberOf(pictureOf(192, 136, (x, y) => (x + y) / 400)).all).toBeCloseTo(1, 1);
  });

  test.each([1, 2, 3])(
    'is about 1 for a spectrum that falls as f to the -%i: its slope does not count',
    (slope) => {
      // Noise shaped in frequency, by the sum of many waves of random phase.
      const phases = hashed(4000, 7, 0, 2 * Math.PI);
      const places = hashed(8000, 8);
      const waves = Array.from({ length: 4000 }, (_, i) => {
        const [fx, fy] = [places[2 * i]! / 2, places[2 * i + 1]! / 2];
        return { fx, fy, phase: phases[i]!, height: Math.max(Math.hypot(fx, fy), 0.02) ** (-slope / 2) };
      });
      const grey = new Float32Array(96 * 96);
      for (const { fx, fy, phase, height } of waves)
        for (let i = 0; i < grey.length; i++)
          grey[i]! += height * Math.cos(2 * Math.PI * (fx * (i % 96) + fy * Math.floor(i / 96)) + phase);
      const { all } = numberOf(pictureOf(96, 96, (x, y) => grey[y * 96 + x]!));
      expect(Math.abs(Math.log(all))).toBeLessThan(0.5);
    },
  );

  test.each(periods)('grows with the amplitude of a grid of period %i, and is much more than 1', (period) => {
    const amplitudes = [0, 0.02, 0.05, 0.1, 0.2];
    const found = amplitudes.map((grid) => numberOf(sample({ ...base, noise: 0.05, grid, period })).all);
    for (let i = 1; i < found.length; i++) expect(found[i]).toBeGreaterThan(found[i - 1]!);
    expect(found[3]).toBeGreaterThan(4);
  });

  test('says of which period a grid is', () => {
    const [two, four, eight] = numberOf(sample({ ...base, grid: 0.1, period: 2 })).byPeriod;
    expect(two).toBeGreaterThan(20);
    expect(Math.abs(Math.log(four!))).toBeLessThan(0.5);
    expect(Math.abs(Math.log(eight!))).toBeLessThan(0.5);
    const finer = numberOf(sample({ ...base, grid: 0.2, period: 8 })).byPeriod;
    // A grid of points has all harmonics: those of period 2 and 4 among them.
    for (const value of finer) expect(value).toBeGreaterThan(4);
  });

  test('does not take a pattern of another period for a grid', () => {
    expect(Math.abs(Math.log(numberOf(sample({ ...base, grid: 0.2, period: 5 })).all))).toBeLessThan(0.5);
  });
});
