import type { Picture } from '../pictures/picture.ts';

// training/measure/spectrum.py is the same in Python; tests/fixtures/spectrum.json holds both to each other.

/** The periods, in pixels, of the grids that one, two and three halvings leave. */
export const periods = [2, 4, 8] as const;
const coarsest = 8;
/** How far a neighbourhood reaches, in cycles a pixel: a third of the way to the next grid frequency. */
const reach = 1 / (3 * coarsest);
/** In bins: the window spreads a line over the nearest ones, and the neighbourhood keeps off the next. */
const [line, gap] = [1, 3];
/** Rounding to bytes, as variance of one channel: what is below cannot be shown and counts for nothing. */
const rounding = 1 / (12 * 255 ** 2);
/** Below, a neighbourhood holds nothing: in pixels. */
export const smallestForSpectrum = 96;

/** Power by frequency. */
export interface Spectrum {
  width: number;
  height: number;
  /** [height, width], frequency 0 first; white noise has its variance everywhere. */
  power: Float64Array;
}

export interface Checkerboard {
  /** The geometric mean of `byPeriod`. */
  all: number;
  /** In the order of `periods`. */
  byPeriod: number[];
}

/**
 * The power spectrum of a picture: its mean is taken away, a Hann window is laid over it, and the three channels
 * are averaged. Sides are cut to multiples of 8, so that the frequencies of a grid are bins.
 * @throws Error when a side is below `smallestForSpectrum`
 */
export function spectrumOf(picture: Picture): Spectrum {
  const [width, height] = [picture.width, picture.height].map((side) => side - (side % coarsest)) as [
    number,
    number,
  ];
  const smallest = Math.min(width, height);
  if (smallest < smallestForSpectrum)
    throw new Error(`Expected both sides to be ${smallestForSpectrum} pixels or more, got ${smallest}.`);
  const [across, down] = [hann(width), hann(height)];
  const weight = sumOfSquares(across) * sumOfSquares(down);
  const power = new Float64Array(width * height).fill(rounding);
  for (let channel = 0; channel < 3; channel++) {
    const plane = new Float64Array(width * height);
    let mean = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const value = picture.pixels[3 * (y * picture.width + x) + channel]!;
        plane[y * width + x] = value;
        mean += value / plane.length;
      }
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        plane[y * width + x] = (plane[y * width + x]! - mean) * down[y]! * across[x]!;
    addPower(plane, width, height, 1 / (3 * weight), power);
  }
  return { width, height, power };
}

/**
 * How many times as strong as their neighbours the frequencies of a grid are; about 1 where there is no grid.
 *
 * For each frequency (i / n, j / n) of a grid of period n: the mean logarithm of the power on it, less that of the
 * bins around it. These are averaged over the frequencies that come with a period (those which n / 2 has not), and
 * then over the periods 2, 4 and 8. The logarithm of a power law is harmonic, so that its mean over a ring is its
 * value in the middle: a smooth picture gives 1 whatever the slope of its spectrum.
 */
export function checkerboardOf({ width, height, power }: Spectrum): Checkerboard {
  const logs = power.map(Math.log);
  const at = (y: number, x: number) => logs[modulo(y, height) * width + modulo(x, width)]!;
  const places = neighbourhood(width, height);
  const mean = (y: number, x: number, around: readonly (readonly [number, number])[]) =>
    around.reduce((sum, [dy, dx]) => sum + at(y + dy, x + dx), 0) / around.length;
  const excess = periods.map((n) => {
    const values: number[] = [];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        if (i % 2 === 0 && j % 2 === 0) continue;
        const [y, x] = [(i * height) / n, (j * width) / n];
        values.push(mean(y, x, places.line) - mean(y, x, places.around));
      }
    return average(values);
  });
  return { all: Math.exp(average(excess)), byPeriod: excess.map(Math.exp) };
}

/** The bins of a line and those around it, as offsets (row, column). */
function neighbourhood(width: number, height: number) {
  const places = { line: [] as [number, number][], around: [] as [number, number][] };
  const [down, across] = [Math.floor(reach * height), Math.floor(reach * width)];
  for (let dy = -down; dy <= down; dy++)
    for (let dx = -across; dx <= across; dx++) {
      const far = Math.max(Math.abs(dy), Math.abs(dx));
      if (far <= line) places.line.push([dy, dx]);
      else if (far >= gap && Math.hypot(dy / height, dx / width) <= reach) places.around.push([dy, dx]);
    }
  return places;
}

/** Adds |DFT|² times `scale`: rows first, then columns, by the definition; a picture is small enough. */
function addPower(plane: Float64Array, width: number, height: number, scale: number, power: Float64Array) {
  const [rows, columns] = [turns(width), turns(height)];
  // Of a real row, half of the frequencies tell the others.
  const half = Math.floor(width / 2) + 1;
  const [real, imaginary] = [new Float64Array(half * height), new Float64Array(half * height)];
  for (let y = 0; y < height; y++)
    for (let k = 0; k < half; k++) {
      let [re, im] = [0, 0];
      for (let x = 0, turn = 0; x < width; x++, turn = (turn + k) % width) {
        const value = plane[y * width + x]!;
        re += value * rows.cos[turn]!;
        im -= value * rows.sin[turn]!;
      }
      real[k * height + y] = re;
      imaginary[k * height + y] = im;
    }
  for (let k = 0; k < half; k++)
    for (let l = 0; l < height; l++) {
      let [re, im] = [0, 0];
      for (let y = 0, turn = 0; y < height; y++, turn = (turn + l) % height) {
        const [a, b] = [real[k * height + y]!, imaginary[k * height + y]!];
        const [cos, sin] = [columns.cos[turn]!, columns.sin[turn]!];
        re += a * cos + b * sin;
        im += b * cos - a * sin;
      }
      const value = scale * (re * re + im * im);
      power[l * width + k]! += value;
      if (k > 0 && 2 * k < width) power[modulo(-l, height) * width + width - k]! += value;
    }
}

function turns(size: number) {
  const angle = (i: number) => (2 * Math.PI * i) / size;
  return {
    cos: Float64Array.from({ length: size }, (_, i) => Math.cos(angle(i))),
    sin: Float64Array.from({ length: size }, (_, i) => Math.sin(angle(i))),
  };
}

const hann = (size: number) =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size));

const sumOfSquares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const modulo = (value: number, size: number) => ((value % size) + size) % size;
