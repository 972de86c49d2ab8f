import type { MaskedPaintingFrame } from '../../../lib/experiments/masked-painting.ts';
import type { Field } from '../kit/fields.ts';

/**
 * A round of the brush: where its middle is, across and down, in thousandths of the picture's width and height, and
 * its radius in thousandths of the long side.
 */
export type Dab = readonly [x: number, y: number, radius: number];

/** More make addresses too long, and no stroke needs them. */
export const mostDabs = 64;
export const brushes = { min: 60, max: 400, step: 10 };

/** The share of a radius over which a round fades out. */
const softness = 0.45;

/** The rounds of a mask as a link holds them: `190-690-210_400-500-80`. */
export const dabsField: Field<readonly Dab[]> = {
  parse(text) {
    if (text === '') return [];
    const rounds = text.split('_');
    if (rounds.length > mostDabs) return undefined;
    const dabs = rounds.map((round) => /^(\d{1,4})-(\d{1,4})-(\d{1,3})$/.exec(round)?.slice(1).map(Number));
    const sound = dabs.every(
      (dab) => dab && dab[0]! <= 1000 && dab[1]! <= 1000 && dab[2]! >= brushes.min && dab[2]! <= brushes.max,
    );
    return sound ? (dabs as unknown as Dab[]) : undefined;
  },
  format: (dabs) => dabs.map((dab) => dab.join('-')).join('_'),
};

/** A round in pixels of a picture of this size. */
function placed([x, y, radius]: Dab, width: number, height: number) {
  return { x: (x * width) / 1000, y: (y * height) / 1000, radius: (radius * Math.max(width, height)) / 1000 };
}

/**
 * The mask of some rounds, each 1 in its middle and soft at its rim; where they overlap the larger number counts.
 * @returns width * height numbers in [0, 1], row by row
 */
export function maskOf(dabs: readonly Dab[], width: number, height: number): Float32Array {
  const mask = new Float32Array(width * height);
  for (const dab of dabs) {
    const { x, y, radius } = placed(dab, width, height);
    const [top, bottom] = [Math.max(0, Math.floor(y - radius)), Math.min(height, Math.ceil(y + radius))];
    const [left, right] = [Math.max(0, Math.floor(x - radius)), Math.min(width, Math.ceil(x + radius))];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const inside = (radius - Math.hypot(column + 0.5 - x, row + 0.5 - y)) / (softness * radius);
        const t = Math.max(0, Math.min(1, inside));
        const at = row * width + column;
        mask[at] = Math.max(mask[at]!, t * t * (3 - 2 * t));
      }
    }
  }
  return mask;
}

/** The part of a picture that some rounds lie in, in its pixels; of no rounds, or of some beside it, nothing. */
export function boundsOfDabs(
  dabs: readonly Dab[],
  width: number,
  height: number,
): MaskedPaintingFrame['window'] | undefined {
  const rounds = dabs.map((dab) => placed(dab, width, height));
  const along = (axis: 'x' | 'y', length: number): [number, number] => [
    Math.max(0, Math.min(...rounds.map((round) => round[axis] - round.radius))),
    Math.min(length, Math.max(...rounds.map((round) => round[axis] + round.radius))),
  ];
  if (rounds.length === 0) return undefined;
  const [[left, right], [top, bottom]] = [along('x', width), along('y', height)];
  return { left, top, width: right - left, height: bottom - top };
}

/**
 * A mask with one more round, unless it would lie on the last or there are too many.
 * @param starts whether it begins a stroke, and so needs no distance from the last
 */
export function withDab(dabs: readonly Dab[], [x, y, radius]: Dab, starts: boolean): readonly Dab[] {
  const inside = (value: number) => Math.max(0, Math.min(1000, Math.round(value)));
  const next: Dab = [inside(x), inside(y), radius];
  const last = dabs.at(-1);
  const near = last !== undefined && Math.hypot(next[0] - last[0], next[1] - last[1]) < radius / 3;
  if (dabs.length >= mostDabs || (near && !starts)) return dabs;
  return dabsField.format(dabs).endsWith(next.join('-')) ? dabs : [...dabs, next];
}
