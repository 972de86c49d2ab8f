import { averageBlocks } from '../../../../lib/pictures/resize.ts';
import type { Picture } from '../../../../lib/pictures/picture.ts';
import { padSide, palette, type Mark } from './marks.ts';

// Our own, and not a canvas's: the same drawing is then the same numbers in every browser, and in Node.

/** A drawing as it is painted: RGBA, padSide * padSide * 4 bytes. */
export type Sheet = Uint8ClampedArray<ArrayBuffer>;

export function blankSheet(colour: number): Sheet {
  const [red, green, blue] = palette[colour]!.rgb;
  const sheet = new Uint8ClampedArray(padSide * padSide * 4);
  for (let at = 0; at < sheet.length; at += 4) {
    sheet[at] = red;
    sheet[at + 1] = green;
    sheet[at + 2] = blue;
    sheet[at + 3] = 255;
  }
  return sheet;
}

/** Paints marks over a copy of a sheet, one over the other. */
export function painted(sheet: Sheet, marks: readonly Mark[]): Sheet {
  const next = sheet.slice();
  for (const mark of marks) paint(next, mark);
  return next;
}

/** A sheet as the networks read it. @param side pixels, a divisor of the pad's */
export function readAt(sheet: Sheet, side: number): Picture {
  return { width: side, height: side, pixels: averageBlocks(sheet, padSide, padSide / side) };
}

/** How much of each unit the mark at hand covers. It is empty between two marks. */
const cover = new Float32Array(padSide * padSide);

function paint(sheet: Sheet, mark: Mark): void {
  // A shape has an edge of its own, so that it is as smooth as a line.
  const radius = mark.fill ? 1 : mark.width / 2;
  const heights = mark.points.filter((_, i) => i % 2 === 1);
  const rows = within(Math.min(...heights) - radius - 1, Math.max(...heights) + radius + 1);
  if (mark.fill) fill(mark.points, rows);
  outline(mark.points, radius, mark.fill);
  const { rgb } = palette[mark.colour]!;
  for (let i = rows[0] * padSide; i < (rows[1] + 1) * padSide; i++) {
    const share = cover[i]!;
    if (share === 0) continue;
    for (let c = 0; c < 3; c++) sheet[4 * i + c] = sheet[4 * i + c]! * (1 - share) + rgb[c]! * share;
    cover[i] = 0;
  }
}

/** Covers what lies within `radius` of the line through the points, with a soft edge of one unit. */
function outline(points: readonly number[], radius: number, closed: boolean): void {
  const count = points.length / 2;
  const reach = radius + 1;
  for (let k = 0; k < (closed ? count : Math.max(1, count - 1)); k++) {
    const next = (k + 1) % count;
    const [ax, ay, bx, by] = [points[2 * k]!, points[2 * k + 1]!, points[2 * next]!, points[2 * next + 1]!];
    const [dx, dy] = [bx - ax, by - ay];
    const length2 = dx * dx + dy * dy;
    const [left, right] = within(Math.min(ax, bx) - reach, Math.max(ax, bx) + reach);
    const [top, bottom] = within(Math.min(ay, by) - reach, Math.max(ay, by) + reach);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const t = length2 > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
        const distance = Math.hypot(x - ax - t * dx, y - ay - t * dy);
        const ink = Math.max(0, Math.min(1, radius + 0.5 - distance));
        const at = y * padSide + x;
        if (ink > cover[at]!) cover[at] = ink;
      }
    }
  }
}

/** Covers what the closed line through the points goes round an odd number of times, row by row. */
function fill(points: readonly number[], [top, bottom]: readonly [number, number]): void {
  const count = points.length / 2;
  for (let y = top; y <= bottom; y++) {
    const crossings: number[] = [];
    for (let k = 0; k < count; k++) {
      const next = (k + 1) % count;
      const [ax, ay, bx, by] = [points[2 * k]!, points[2 * k + 1]!, points[2 * next]!, points[2 * next + 1]!];
      if (ay <= y === by <= y) continue;
      crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const [from, to] = within(Math.ceil(crossings[k]!), Math.floor(crossings[k + 1]!));
      cover.fill(1, y * padSide + from, y * padSide + Math.max(from, to + 1));
    }
  }
}

const within = (from: number, to: number): [number, number] => [
  Math.max(0, Math.floor(from)),
  Math.min(padSide - 1, Math.ceil(to)),
];
