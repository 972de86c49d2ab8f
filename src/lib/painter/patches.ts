import { lay } from './brush.ts';
import type { Canvas } from './canvas.ts';
import { between, scatter } from './chance.ts';
import { shift, type Rgb } from './colour.ts';
import { follow, type Flow } from './flow.ts';

/** A part of a picture with a sharp edge, filled with brush strokes that stop at it. */
export interface Patch {
  flow: Flow;
  colour: (x: number, y: number) => Rgb;
}

export interface Filling {
  /** Of the strokes, in units of the canvas's side. */
  width: number;
  length: number;
  /** How often every place is painted over, about. */
  layers: number;
  thickness: number;
  /** How unlike each other the strokes of a patch are. */
  variety: number;
}

/**
 * Fills patches with strokes, as a painter does along masking tape.
 * @param patchAt the patch at a place
 * @yields how much is done, in [0, 1]
 */
export function* fillPatches(
  canvas: Canvas,
  patchAt: (x: number, y: number) => Patch,
  { width, length, layers, thickness, variety }: Filling,
  random: () => number,
): Generator<number, void, void> {
  const owner = new Array<Patch>(canvas.size ** 2);
  canvas.everywhere((index, x, y) => {
    owner[index] = patchAt(x, y);
  });
  const places = scatter(random, layers / (width * length * 0.8));
  for (const [i, [x, y]] of places.entries()) {
    if (i % 64 === 0) yield i / places.length;
    const patch = patchAt(x, y);
    // A stroke may leave its patch and come back: what is outside of it is masked.
    const path = follow(patch.flow, x, y, length * between(random, 0.6, 1.3), width * 0.5, () => true);
    const colour = shift(
      patch.colour(x, y),
      variety * between(random, -0.05, 0.05),
      variety * between(random, -8, 8),
    );
    lay(
      canvas,
      {
        path,
        colour,
        width: width * between(random, 0.7, 1.2),
        streaks: 0.035,
        load: between(random, 0.8, 1.5),
        thickness,
        inside: (index) => owner[index] === patch,
      },
      random,
    );
  }
  soften(canvas, owner);
}

/** Blends each pixel on the edge of a patch with its neighbours: masks of whole pixels leave stairs. */
function soften({ size, colour }: Canvas, owner: readonly Patch[]): void {
  const before = colour.slice();
  for (let row = 1; row < size - 1; row++) {
    for (let column = 1; column < size - 1; column++) {
      const index = row * size + column;
      const around = [index - 1, index + 1, index - size, index + size];
      if (around.every((other) => owner[other] === owner[index])) continue;
      for (let c = 0; c < 3; c++) {
        const sum = around.reduce((total, other) => total + before[3 * other + c]!, 0);
        colour[3 * index + c] = 0.5 * before[3 * index + c]! + 0.125 * sum;
      }
    }
  }
}
