/** Something that has a value everywhere on a picture whose sides are 1. */
export type Field = (x: number, y: number) => number;

/** A number in [0, 1) that belongs to a cell of the plane. */
export function hash(seed: number, column: number, row: number): number {
  let mixed = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** Corners that `Gradients` keeps: 32 x 32. */
const kept = 1024;

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/**
 * Gradient noise (Perlin 2002, "Improving noise"): smooth, about -1 to 1, with features one `1 / frequency` wide.
 * It depends on the seed and the place alone, not on how many pixels there are.
 */
export function noise(seed: number, frequency: number): Field {
  const gradients = new Gradients(seed);
  return (x, y) => {
    const px = x * frequency;
    const py = y * frequency;
    const column = Math.floor(px);
    const row = Math.floor(py);
    const dx = px - column;
    const dy = py - row;
    const u = fade(dx);
    const v = fade(dy);
    const above =
      gradients.towards(column, row, dx, dy) * (1 - u) + gradients.towards(column + 1, row, dx - 1, dy) * u;
    const below =
      gradients.towards(column, row + 1, dx, dy - 1) * (1 - u) +
      gradients.towards(column + 1, row + 1, dx - 1, dy - 1) * u;
    return 1.5 * (above * (1 - v) + below * v);
  };
}

/** A direction for every corner of a grid. Those used last are kept: neighbouring pixels ask for the same ones. */
class Gradients {
  private readonly seed: number;
  private readonly columns = new Int32Array(kept).fill(2 ** 31 - 1);
  private readonly rows = new Int32Array(kept);
  private readonly across = new Float64Array(kept);
  private readonly down = new Float64Array(kept);

  constructor(seed: number) {
    this.seed = seed;
  }

  /** How far (dx, dy) goes in the direction of a corner. */
  towards(column: number, row: number, dx: number, dy: number): number {
    const at = ((row & 31) << 5) | (column & 31);
    if (this.columns[at] !== column || this.rows[at] !== row) {
      const angle = 2 * Math.PI * hash(this.seed, column, row);
      this.columns[at] = column;
      this.rows[at] = row;
      this.across[at] = Math.cos(angle);
      this.down[at] = Math.sin(angle);
    }
    return this.across[at]! * dx + this.down[at]! * dy;
  }
}

/** Noise of several sizes: each octave is half as large and half as strong as the one before. */
export function fractal(seed: number, frequency: number, octaves: number): Field {
  const layers = Array.from({ length: octaves }, (_, i) => noise(seed + 101 * i, frequency * 2 ** i));
  const whole = 2 - 2 ** (1 - octaves);
  return (x, y) => {
    let [sum, strength] = [0, 1];
    for (const layer of layers) {
      sum += layer(x, y) * strength;
      strength /= 2;
    }
    return sum / whole;
  };
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
}

export const clamp = (value: number, low = 0, high = 1): number => Math.min(Math.max(value, low), high);

/** A function of x in [-.1, 1.1], looked up in a table that is fine enough for every size of picture. */
export function tabulated(values: (x: number) => number): (x: number) => number {
  const [from, count] = [-0.1, 4800];
  const table = Float64Array.from({ length: count + 1 }, (_, i) => values(from + (1.2 * i) / count));
  return (x) => {
    const at = clamp(((x - from) / 1.2) * count, 0, count - 1e-6);
    const left = Math.floor(at);
    return table[left]! + (table[left + 1]! - table[left]!) * (at - left);
  };
}
