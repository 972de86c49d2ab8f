import type { Experiment } from '../engine/experiment.ts';
import { fitted, resizePicture } from '../pictures/resize.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { requirePicture, smallestSide, type Picture } from '../pictures/picture.ts';
import { seededRandom } from '../random/seeded.ts';
import { refuse, requireNumber, requireOneOf } from './checks.ts';
import { demandOf, requireRoomForPixels } from './room.ts';
import {
  hasRoomForTransforms,
  largestWeight,
  requireRoomForTransforms,
  requireSizes,
  requireSynthesis,
} from './synthesis-checks.ts';
import { synthesise, type SynthesisConfig, type SynthesisFrame } from './synthesis.ts';

export type { OptimizerName, ParameterisationName, Smoothing } from './synthesis.ts';
export type { Picture };

/** Style transfer after Gatys, Ecker and Bethge 2016, with one stated rule for every net (see style-layers.ts). */
export interface StyleTransferConfig extends Omit<SynthesisConfig, 'iterations'> {
  /** The result has this size. */
  content: Picture;
  /** The net whose activations are kept, by id; `model` if not said. */
  contentModel?: string;
  contentLayer: string;
  styleWeight: number;
  contentWeight: number;
  /** A picture (the last result, say) is resized to the content's size if need be. */
  start: 'content' | 'noise' | Picture;
  /** Coarse to fine: long sides in pixels, ascending; the last is the content's own, which is the default. */
  sizes?: readonly number[];
  /** At each size; of a list, as long as the list of sizes, its own number at each. */
  iterations: number | readonly number[];
}

/** The picture after an iteration; frame 0 is the start. A run ends before `of` where nothing lower is found. */
export interface StyleTransferFrame {
  step: number;
  /** Iterations over all sizes. */
  of: number;
  /** Losses with gradient computed so far. */
  evaluations: number;
  /** The sum of the weighted parts that follow. */
  loss: number;
  content: number;
  /** By layer, only those that are on. */
  style: Record<string, number>;
  variation: number;
  width: number;
  height: number;
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Makes a picture whose activations are the content's and whose Gram matrices are the style's. Coarse to fine, content
 * and style are shrunk alike, and each size starts from what the one before it ended with.
 */
export const styleTransfer: Experiment<StyleTransferConfig, StyleTransferFrame> = async function* (
  config,
  context,
) {
  requireStyleTransfer(config);
  const { content, style, contentModel = config.model } = config;
  const own = longSide(content);
  const { sizes = [own] } = config;
  const plan = planOf(config, sizes);
  const of = plan.reduce((sum, { iterations }) => sum + iterations, 0);
  const [net, contentNet] = await context.models([config.model, contentModel]);
  requireRoomForPixels(content, [net!, contentNet!], demandOf(config));
  const random = seededRandom(config.seed);
  let start = config.start === 'content' ? content : config.start;
  let before = { step: 0, evaluations: 0 };
  for (const { side, iterations } of plan) {
    const kept = shrink(content, side / own);
    const { width, height } = kept;
    const synthesis = synthesise({
      config: { ...config, iterations },
      net: net!,
      style: shrink(style, side / own),
      styleWeight: config.styleWeight,
      content: { net: contentNet!, layer: config.contentLayer, weight: config.contentWeight, picture: kept },
      start: start === 'noise' ? start : resizePicture(start, width, height),
      width,
      height,
      random,
      signal: context.signal,
    });
    let last = before;
    for await (const found of synthesis) {
      start = found.picture;
      last = { step: before.step + found.step, evaluations: before.evaluations + found.evaluations };
      // A later size's start is the frame before, resized.
      if (found.step > 0 || before.step === 0) yield frame(found, last, of);
    }
    before = { step: before.step + iterations, evaluations: last.evaluations };
  }
};

/** Each size with its iterations; where pictures are moved, a long, narrow one begins at a size that has room for it. */
function planOf({ content, iterations, transforms }: StyleTransferConfig, sizes: readonly number[]) {
  const suits = (long: number) =>
    !transforms || hasRoomForTransforms(fitted(content.width, content.height, long));
  const lifted = (side: number): number =>
    side >= longSide(content) || suits(side) ? side : lifted(side + 1);
  return sizes.map((side, i) => ({
    side: lifted(side),
    iterations: typeof iterations === 'number' ? iterations : iterations[i]!,
  }));
}

const longSide = ({ width, height }: Picture) => Math.max(width, height);

/** Nothing is shrunk beyond what a network can see. */
function shrink(picture: Picture, scale: number): Picture {
  const least = Math.min(1, smallestSide / Math.min(picture.width, picture.height));
  const long = scale < least ? Math.ceil(least * longSide(picture)) : scale * longSide(picture);
  const { width, height } = fitted(picture.width, picture.height, long);
  return resizePicture(picture, width, height);
}

function frame(
  { parts, picture }: SynthesisFrame,
  counts: { step: number; evaluations: number },
  of: number,
): StyleTransferFrame {
  const { content, variation, ...style } = parts;
  const { width, height } = picture;
  return {
    ...counts,
    of,
    loss: Object.values(parts).reduce((sum, part) => sum + part, 0),
    content: content!,
    style,
    variation: variation!,
    width,
    height,
    image: rgbaOf(picture),
  };
}

function requireStyleTransfer(config: StyleTransferConfig): void {
  const { content, start, sizes, styleWeight, contentWeight } = config;
  requirePicture('content', content);
  const { iterations: asked } = config;
  const many = sizes?.length ?? 1;
  if (Array.isArray(asked) && asked.length !== many)
    refuse('iterations', `a number, or one for each of ${many} sizes`, String(asked));
  for (const iterations of [asked].flat()) requireSynthesis({ ...config, iterations });
  if (typeof start === 'string') requireOneOf('start', start, ['content', 'noise']);
  else requirePicture('start', start);
  requireNumber('styleWeight', styleWeight, 0, largestWeight);
  requireNumber('contentWeight', contentWeight, 0, largestWeight);
  requireNumber(
    'the weight of style and content together',
    styleWeight + contentWeight,
    1e-6,
    2 * largestWeight,
  );
  if (sizes !== undefined) requireSizes(sizes, longSide(content));
  if (config.transforms) requireRoomForTransforms(content);
}
