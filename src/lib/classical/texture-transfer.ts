import type { Picture } from '../pictures/picture.ts';
import { seededRandom } from '../random/seeded.ts';
import { blankCanvas, type Painting } from './painting.ts';
import { blurred, luma } from './smooth.ts';

export interface TextureTransferConfig {
  /** The picture to be repainted; the result has its size. */
  picture: Picture;
  /** The picture whose pixels are used; any size, larger than the neighbourhood. */
  style: Picture;
  /** How much the picture's lightness counts against the texture going on undisturbed. */
  fidelity: number;
  /** Pixels that the L-shaped neighbourhood reaches up and to both sides. */
  reach: number;
  /** Random candidates for each pixel, besides those that its neighbours propose. */
  chances: number;
  seed: number;
  /** Into how many parts the painting is divided, to be watched. */
  parts: number;
}

const ground = [0.87, 0.84, 0.78] as const;

/** The mean squared difference taken for a candidate in a corner of the style, of which nothing can be compared. */
const cornerMisfit = 0.1;

/** How far from the wanted place in the order of lightness a random candidate is drawn. */
const toneWindow = 0.1;

/** Sigma of the lightness that is compared, in pixels: a texture need not match in every speck. */
const toneSigma = 1.5;

/** Shades that are told apart; finer ones would be the rounding of flat areas. */
const shades = 1024;

/**
 * A picture's lightness, smoothed, as its place in the order of its pixels: near 0 for the darkest, near 1 for the
 * lightest. So a dark picture can be painted with all of a light style, and the other way round.
 */
function tones(picture: Picture): Float32Array {
  const light = blurred(luma(picture), picture.width, picture.height, toneSigma);
  const [low, high] = light.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [1, 0]);
  const shade = (value: number) => Math.round(((value - low) / (high - low || 1)) * (shades - 1));
  const share = new Float32Array(shades);
  for (const value of light) share[shade(value)]! += 1 / light.length;
  let below = 0;
  const place = share.map((one) => (below += one) - one / 2);
  return light.map((value) => place[shade(value)]!);
}

/**
 * Paints with the pixels of a style picture: fast texture transfer, Ashikhmin 2003, on the coherent synthesis of
 * Ashikhmin 2001, "Synthesizing natural textures". In scan order each pixel takes the best of a few candidates: for
 * each neighbour that is painted already, the style's pixel that continues the piece this neighbour was copied from,
 * and some random ones. Best is the least sum of two squared differences: of the L-shaped neighbourhood from the
 * candidate's own in the style, and of the picture's lightness from the style's.
 */
export function* transferTexture(config: TextureTransferConfig): Generator<Painting, void, void> {
  const { picture, style, fidelity, seed, parts } = config;
  const { width, height } = picture;
  const [reach, chances] = [whole(config.reach), whole(config.chances)];
  const random = seededRandom(seed);
  const canvas = blankCanvas(picture, ground);
  const [wanted, offered] = [tones(picture), tones(style)];
  const byTone = Uint32Array.from(offered, (_, i) => i).sort((a, b) => offered[a]! - offered[b]!);
  /** For each painted pixel, where in the style it was copied from. */
  const source = new Int32Array(width * height).fill(-1);
  const offsets = neighbourhood(reach);

  /** How badly the style's pixel `from` fits at (x, y); without looking further once it is no better than `least`. */
  function misfit(x: number, y: number, from: number, least: number): number {
    const tone = wanted[y * width + x]! - offered[from]!;
    const off = fidelity * tone * tone;
    if (off >= least) return off;
    const [fromX, fromY] = [from % style.width, Math.floor(from / style.width)];
    let [difference, count] = [0, 0];
    for (const [dx, dy] of offsets) {
      const [px, py, sx, sy] = [x + dx, y + dy, fromX + dx, fromY + dy];
      if (px < 0 || py < 0 || px >= width || sx < 0 || sy < 0 || sx >= style.width) continue;
      const [at, there] = [3 * (py * width + px), 3 * (sy * style.width + sx)];
      for (let c = 0; c < 3; c++) difference += (canvas.pixels[at + c]! - style.pixels[there + c]!) ** 2;
      count += 3;
    }
    return off + (count > 0 ? difference / count : cornerMisfit);
  }

  yield { step: 0, of: parts, canvas };
  let step = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      let [best, least] = [-1, Infinity];
      const consider = (from: number) => {
        if (from === best) return;
        const cost = misfit(x, y, from, least);
        if (cost < least) [best, least] = [from, cost];
      };
      for (const [dx, dy] of offsets) {
        if (Math.abs(dx) > 1 || dy < -1) continue;
        const [px, py] = [x + dx, y + dy];
        if (px < 0 || py < 0 || px >= width) continue;
        const copied = source[py * width + px]!;
        const [sx, sy] = [(copied % style.width) - dx, Math.floor(copied / style.width) - dy];
        if (sx >= 0 && sx < style.width && sy >= 0 && sy < style.height) consider(sy * style.width + sx);
      }
      const byChance = () => {
        const rank = Math.floor((wanted[at]! + (random() - 0.5) * toneWindow) * byTone.length);
        return byTone[Math.max(0, Math.min(byTone.length - 1, rank || 0))]!;
      };
      for (let k = 0; k < chances; k++) consider(byChance());
      // Nothing is better than nothing: a cost that is no number must not be waited for.
      if (best < 0) best = byChance();
      source[at] = best;
      canvas.pixels.set(style.pixels.subarray(3 * best, 3 * best + 3), 3 * at);
    }
    while (y + 1 >= ((step + 1) * height) / parts) yield { step: ++step, of: parts, canvas };
  }
}

/** Between two pixels there is no colour to compare. */
const whole = (count: number) => (Number.isFinite(count) ? Math.max(0, Math.round(count)) : 0);

/** The places of the pixels above, and to the left in the same row, that are painted before a pixel. */
function neighbourhood(reach: number): (readonly [number, number])[] {
  const places: [number, number][] = [];
  for (let dy = -reach; dy <= 0; dy++)
    for (let dx = -reach; dx <= reach && (dy < 0 || dx < 0); dx++) places.push([dx, dy]);
  return places;
}
