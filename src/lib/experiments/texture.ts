import type { Experiment } from '../engine/experiment.ts';
import { requireSide } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { seededRandom } from '../random/seeded.ts';
import { demandOf, requireRoomForPixels } from './room.ts';
import type { StyleTransferFrame } from './style-transfer.ts';
import { requireRoomForTransforms, requireSynthesis } from './synthesis-checks.ts';
import { synthesise, type SynthesisConfig } from './synthesis.ts';

/** A texture with the style's Gram matrices, from noise (Gatys, Ecker and Bethge 2015). */
export interface TextureConfig extends SynthesisConfig {
  /** Of the texture, in pixels. */
  size: { width: number; height: number };
}

/** A style transfer's frame without content. */
export type TextureFrame = Omit<StyleTransferFrame, 'content'>;

/** Style transfer without content, the style weighing 1. */
export const texture: Experiment<TextureConfig, TextureFrame> = async function* (config, context) {
  requireSynthesis(config);
  const { width, height } = config.size;
  requireSide("the texture's width", width);
  requireSide("the texture's height", height);
  if (config.transforms) requireRoomForTransforms(config.size);
  const [net] = await context.models([config.model]);
  requireRoomForPixels(config.size, [net!], demandOf(config));
  const synthesis = synthesise({
    config,
    net: net!,
    style: config.style,
    styleWeight: 1,
    start: 'noise',
    width,
    height,
    random: seededRandom(config.seed),
    signal: context.signal,
  });
  for await (const { step, evaluations, parts, picture } of synthesis) {
    const { content: _, variation, ...style } = parts;
    const loss = Object.values(parts).reduce((sum, part) => sum + part, 0);
    const image = rgbaOf(picture);
    yield {
      step,
      of: config.iterations,
      evaluations,
      loss,
      style,
      variation: variation!,
      width,
      height,
      image,
    };
  }
};
