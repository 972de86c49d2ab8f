/**
 * How many times as long as wide a picture may be. At the smallest size that a figure offers, 128 pixels, the short
 * side is 25 pixels then: less leaves the deepest layers of a network, and what turns a picture at random, nothing.
 */
export const longest = 5;

/** A rectangle of a picture, in pixels. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The part of a picture that can be used, where it is too long for its width.
 * @param at from its beginning, 0, to its end, 1
 * @returns undefined where all of it can be used
 */
export function partOf(width: number, height: number, at: number): Part | undefined {
  const most = Math.floor(longest * Math.min(width, height));
  const over = Math.max(width, height) - most;
  if (over <= 0) return undefined;
  const from = Math.round(at * over);
  return width > height ? { x: from, y: 0, width: most, height } : { x: 0, y: from, width, height: most };
}

/** What the reader is told about it. */
export function partNote(width: number, height: number): string {
  const times = Math.floor(Math.max(width, height) / Math.min(width, height));
  const shape = width > height ? 'wide as high' : 'high as wide';
  return `It is ${times} times as ${shape}; at most ${longest} times can be used. This is a part of it.`;
}
