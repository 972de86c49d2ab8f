import type { Picture } from '../pictures/picture.ts';
import { unit } from './painting.ts';

/** One stroke of a brush, straight but for a slight bend. Lengths in pixels, angles in radians. */
export interface Stroke {
  x: number;
  y: number;
  /** Direction in which it is drawn. */
  angle: number;
  length: number;
  width: number;
  /** How far its middle lies beside the line between its ends. */
  bend: number;
  colour: readonly [number, number, number];
}

/** Paint on a canvas: its colour, and how thick it lies. */
export interface Paint {
  canvas: Picture;
  /** One number a pixel. */
  thickness: Float32Array;
}

/** Values between which a bristle's position across the brush is interpolated. */
const bristlesPerPixel = 0.55;

/** Random numbers on a line, interpolated; what differs across a brush and stays along it. */
function profile(count: number, random: () => number): (place: number) => number {
  const values = Float32Array.from({ length: count + 2 }, random);
  return (place) => {
    const at = unit(place) * count;
    const left = Math.floor(at);
    return values[left]! + (values[left + 1]! - values[left]!) * (at - left);
  };
}

/** Puts one stroke on the canvas: bristles that run dry unevenly, each with a little more or less paint. */
export function draw({ canvas, thickness }: Paint, stroke: Stroke, random: () => number): void {
  const { x, y, length, width, bend, colour } = stroke;
  const [cos, sin] = [Math.cos(stroke.angle), Math.sin(stroke.angle)];
  const [halfLength, halfWidth] = [length / 2, width / 2];
  const bristles = Math.max(2, Math.round(width * bristlesPerPixel));
  const [load, runsDry] = [profile(bristles, random), profile(bristles, random)];
  const reach = {
    x: Math.abs(cos) * halfLength + Math.abs(sin) * (halfWidth + Math.abs(bend)) + 1,
    y: Math.abs(sin) * halfLength + Math.abs(cos) * (halfWidth + Math.abs(bend)) + 1,
  };
  const [left, right] = [
    Math.max(0, Math.ceil(x - reach.x)),
    Math.min(canvas.width - 1, Math.floor(x + reach.x)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.ceil(y - reach.y)),
    Math.min(canvas.height - 1, Math.floor(y + reach.y)),
  ];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const along = (column - x) * cos + (row - y) * sin;
      const t = along / halfLength;
      const across = (row - y) * cos - (column - x) * sin - bend * (1 - 2 * t * t);
      const side = across / halfWidth;
      if (t < -1 || t > 1 || side < -1.2 || side > 1.2) continue;
      const place = (side + 1) / 2;
      const paint = load(place);
      // A brush sets down round, and lifts where each bristle has run dry.
      const start = -1 + 0.5 * (width / length) * side * side;
      const end = 1 - 0.45 * runsDry(place) - 0.25 * (width / length) * side * side;
      const edge = unit((1 - Math.abs(side)) * halfWidth + 0.5);
      const ends = unit(Math.min(t - start, end - t) * halfLength * 0.7 + 0.5);
      const cover = edge * ends * (0.78 + 0.22 * paint);
      if (cover <= 0) continue;
      const at = row * canvas.width + column;
      const shade = 1 + 0.1 * (paint - 0.5);
      for (let channel = 0; channel < 3; channel++) {
        const old = canvas.pixels[3 * at + channel]!;
        canvas.pixels[3 * at + channel] = old + (unit(colour[channel]! * shade) - old) * cover;
      }
      // Paint is pushed to the sides of a stroke and to its end.
      const ridge = 0.35 * side ** 4 + 0.25 * unit(t) ** 4;
      thickness[at] = thickness[at]! * (1 - cover) + (0.35 + 0.65 * paint + ridge) * cover;
    }
  }
}

/**
 * The canvas under a lamp at the upper left: slopes of the paint that face it are lighter.
 * @param relief how much; 0 leaves the colours as they are
 */
export function lit({ canvas, thickness }: Paint, relief: number): Picture {
  const { width, height, pixels } = canvas;
  const result = new Float32Array(pixels.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const here = thickness[i]!;
      const slope = here - thickness[i - (x > 0 ? 1 : 0)]! + (here - thickness[i - (y > 0 ? width : 0)]!);
      const light = Math.max(-0.5, Math.min(0.5, relief * slope));
      for (let channel = 0; channel < 3; channel++) {
        const colour = pixels[3 * i + channel]!;
        // Light adds towards white, shadow towards black: no colour is pushed past its end.
        result[3 * i + channel] = colour + light * (light > 0 ? 1 - colour : colour);
      }
    }
  }
  return { width, height, pixels: result };
}
