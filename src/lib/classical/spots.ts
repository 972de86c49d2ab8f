import type { Picture } from '../pictures/picture.ts';
import { gaussian, seededRandom } from '../random/seeded.ts';
import { blankCanvas, unit, type Painting } from './painting.ts';
import { blurred } from './smooth.ts';

export interface SpotsConfig {
  picture: Picture;
  /** Radius of the largest spots, in pixels. */
  size: number;
  /** How much the spots differ: 0 all of one size, 1 down to an eighth of it. */
  variety: number;
  /** How far a spot's colour may lie from the picture's: standard deviation of its hue and lightness, in [0, 1]. */
  scatter: number;
  seed: number;
  /** Into how many parts the painting is divided, to be watched. */
  parts: number;
}

const ground = [0.97, 0.955, 0.92] as const;
/** The largest spots against the smallest, at full variety. */
const widest = 8;
/** How often the spots of each size cover the canvas: of a single one, this leaves one pixel in 150 bare. */
const coverage = 5;

/**
 * Paints by spots at random points, each of the colour that the picture has there, of changing size: Sparavigna and
 * Marazzato 2009, "Non-photorealistic image processing: an impressionist rendering". Large spots come first, so that
 * small ones stay on top of them.
 */
export function* paintSpots(config: SpotsConfig): Generator<Painting, void, void> {
  const { picture, size, variety, scatter, seed, parts } = config;
  const { width, height } = picture;
  const random = seededRandom(seed);
  const canvas = blankCanvas(picture, ground);
  const smallest = Math.max(0.8, size * widest ** -variety);
  const average = (smallest + size) / 2;
  const count = Math.ceil((coverage * width * height) / (Math.PI * average * smallest));
  // What a spot covers, it stands for.
  const colours = blurred(picture.pixels, width, height, smallest / 2, 3);

  yield { step: 0, of: parts, canvas };
  for (let step = 1; step <= parts; step++) {
    const last = Math.round((step / parts) * count);
    for (let i = Math.round(((step - 1) / parts) * count); i < last; i++) {
      const [x, y] = [random() * (width - 1), random() * (height - 1)];
      const at = 3 * (Math.round(y) * width + Math.round(x));
      const radius = smallest * (size / smallest) ** (1 - (i + random()) / (count + 1));
      const colour = scattered(colours.subarray(at, at + 3), scatter, random);
      spot(canvas, x, y, radius, colour, random);
    }
    yield { step, of: parts, canvas };
  }
}

/** Two pairs of opposite colours, near equal in lightness: orange and blue, violet and green. */
const orange = [0.8, 0.05, -1] as const;
const violet = [0.55, -0.55, 0.6] as const;

/**
 * The colour, moved by chance towards warm or cold and in lightness, as far as it has room on both sides: seen from
 * afar, many of them mix to the colour itself.
 */
function scattered(colour: Float32Array, scatter: number, random: () => number): [number, number, number] {
  const [warm, red, light] = [gaussian(random), gaussian(random) / 2, gaussian(random) / 3];
  const moved = [0, 1, 2].map((channel) => {
    const value = colour[channel]!;
    const room = 2 * Math.min(value, 1 - value) + 0.06;
    return unit(value + scatter * room * (warm * orange[channel]! + red * violet[channel]! + light));
  });
  return moved as [number, number, number];
}

/** A spot, not quite round, with a soft rim of one pixel. */
function spot(
  { width, height, pixels }: Picture,
  x: number,
  y: number,
  radius: number,
  colour: readonly [number, number, number],
  random: () => number,
): void {
  const [stretch, angle] = [1 + 0.25 * random(), random() * Math.PI];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = radius * stretch + 1;
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(height - 1, y + reach); row++) {
    for (let column = Math.max(0, Math.ceil(x - reach)); column <= Math.min(width - 1, x + reach); column++) {
      const along = ((column - x) * cos + (row - y) * sin) / stretch;
      const across = ((row - y) * cos - (column - x) * sin) * stretch;
      const cover = unit(radius - Math.hypot(along, across) + 0.5);
      const at = 3 * (row * width + column);
      for (let channel = 0; channel < 3; channel++)
        pixels[at + channel]! += (colour[channel]! - pixels[at + channel]!) * cover;
    }
  }
}
