import type { Canvas } from './canvas.ts';
import type { Rgb } from './colour.ts';
import { clamp, hash, smoothstep } from './noise.ts';
import { fillBand, lengthOf, type Path } from './raster.ts';

/** One stroke of a flat brush. */
export interface Stroke {
  path: Path;
  colour: Rgb;
  /** Of the brush, in units of the canvas's side. */
  width: number;
  /** How unlike the bristles' colours are: .02 well mixed, .1 barely mixed. */
  streaks: number;
  /** A second paint on the brush: on each bristle with a chance of `share`. */
  second?: { colour: Rgb; share: number };
  /** How far the paint lasts: 1 to the end and beyond, .5 breaks up on the way. */
  load: number;
  /** How thick the paint lies; 1 is as thick as half the brush's width is wide, 0 is flat. */
  thickness: number;
  /** The pixels it may touch; without it, all. */
  inside?: (index: number) => boolean;
}

/** A bristle has a colour, paint, and a place where it touches down and lifts off. */
const perBristle = 7;

/**
 * Lays a stroke. Each bristle leaves a streak of its own colour and thickness, which starts and ends a little apart
 * from its neighbours', runs dry by and by, and pushes paint aside into a ridge along the edges.
 */
export function lay(canvas: Canvas, stroke: Stroke, random: () => number): void {
  const { path, width, colour, streaks, second, load, thickness, inside } = stroke;
  const [half, length] = [width / 2, lengthOf(path)];
  const count = Math.max(3, Math.min(18, Math.round(width * 420)));
  const bristles = new Float32Array((count + 1) * perBristle);
  for (let i = 0; i <= count; i++) {
    const paint = second && random() < second.share ? second.colour : colour;
    const lighter = streaks * (random() + random() - 1) * 2;
    const warmer = streaks * (random() - 0.5);
    bristles.set(
      [
        paint[0] + lighter + warmer,
        paint[1] + lighter,
        paint[2] + lighter - warmer,
        // How high its ridge stands, where it starts and ends, and how much paint it holds.
        0.25 + 0.75 * random(),
        half * 0.9 * random(),
        length - width * 0.8 * random() * random(),
        load * (0.75 + 0.5 * random()),
      ],
      i * perBristle,
    );
  }
  const seed = Math.floor(random() * 2 ** 31);
  const { pixel, height } = canvas;
  const margin = half + pixel;

  fillBand(canvas.size, path, margin, (index, u, v) => {
    if (inside && !inside(index)) return;
    const at = clamp(v / width + 0.5) * (count - 1);
    const first = Math.min(Math.floor(at), count - 2) * perBristle;
    // Streaks keep their own colour and blend only where they meet.
    const t = smoothstep(0.2, 0.8, at - first / perBristle);
    const blend = (what: number) =>
      bristles[first + what]! + (bristles[first + perBristle + what]! - bristles[first + what]!) * t;

    const taper = smoothstep(0, 1.1 * half, u) * (1 - 0.55 * smoothstep(0.6 * length, length, u));
    const edge = clamp((half * (0.35 + 0.65 * taper) - Math.abs(v)) / pixel + 0.5);
    const ends = clamp((u - blend(4)) / pixel) * clamp((blend(5) - u) / pixel);
    // Where the paint gives out the canvas shows, in specks as long as a few bristles are wide.
    const speck = hash(seed, Math.floor(u * 260), Math.round(at));
    const wet = smoothstep(0, 0.35, blend(6) - (0.25 + 0.5 * speck) * (u / (length || 1)) - 0.12 * speck);
    const cover = edge * ends * wet;
    if (cover <= 0) return;
    canvas.lay(index, blend(0), blend(1), blend(2), cover * 0.97);
    const across = Math.abs(v) / half;
    const ridge = 0.3 + 0.55 * blend(3) + 0.35 * smoothstep(0.55, 0.9, across);
    height[index]! += cover * (ridge * thickness * half - 0.7 * height[index]!);
  });
}
