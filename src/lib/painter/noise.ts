/** Something that has a value everywhere on a picture whose sides are 1. */
export type Field = (x: number, y: number) => number;

/** A number in [0, 1) that belongs to a cell of the plane. */
export function hash(seed: number, column: number, row: number): number {
  let mixed = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/**
 * Gradient noise (Perlin 2002, "Improving noise"): smooth, about -1 to 1, with features one `1 / frequency` wide.
 * It depends on the seed and the place alone, not on how many pixels there are.
 */
export function noise(seed: number, frequency: number): Field {
  const corner = (column: number, row: number, dx: number, dy: number) => {
    const angle = 2 * Math.PI * hash(seed, column, row);
    return Math.cos(angle) * dx + Math.sin(angle) * dy;
  };
  return (x, y) => {
    const [px, py] = [x * frequency, y * frequency];
    const [column, row] = [Math.floor(px), Math.floor(py)];
    const [dx, dy] = [px - column, py - row];
    const [u, v] = [fade(dx), fade(dy)];
    const above = corner(column, row, dx, dy) * (1 - u) + corner(column + 1, row, dx - 1, dy) * u;
    const below =
      corner(column, row + 1, dx, dy - 1) * (1 - u) + corner(column + 1, row + 1, dx - 1, dy - 1) * u;
    return 1.5 * (above * (1 - v) + below * v);
  };
}

/** Noise of several sizes: each octave is half as large and half as strong as the one before. */
export function fractal(seed: number, frequency: number, octaves: number): Field {
  const layers = Array.from({ length: octaves }, (_, i) => noise(seed + 101 * i, frequency * 2 ** i));
  const whole = 2 - 2 ** (1 - octaves);
  return (x, y) => layers.reduce((sum, layer, i) => sum + layer(x, y) * 2 ** -i, 0) / whole;
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
