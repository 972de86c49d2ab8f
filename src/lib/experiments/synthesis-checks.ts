import { requirePicture, smallestSide } from '../pictures/picture.ts';
import { borderOf } from '../moves/transforms.ts';
import { refuse, requireInteger, requireNumber, requireOneOf } from './checks.ts';
import type { SynthesisConfig } from './synthesis.ts';

/** The largest weight of a part of the loss. */
export const largestWeight = 1e6;

/** What style transfer and texture synthesis have in common. @throws ConfigError */
export function requireSynthesis(config: SynthesisConfig): void {
  const { styleLayers, learningRate, optimizer, smoothing, transforms } = config;
  requirePicture('style', config.style);
  if (typeof styleLayers !== 'object' || styleLayers === null)
    refuse('styleLayers', 'weights by layer', String(styleLayers));
  for (const [layer, weight] of Object.entries(styleLayers))
    requireNumber(`the weight of ${layer}`, weight, 0, largestWeight);
  if (!Object.values(styleLayers).some((weight) => weight > 0))
    refuse('styleLayers', 'weights of which one is above 0', JSON.stringify(styleLayers));
  requireNumber('tvWeight', config.tvWeight, 0, largestWeight);
  requireOneOf('parameterisation', config.parameterisation, ['pixel', 'fourier']);
  requireOneOf('optimizer', optimizer, ['l-bfgs', 'adam']);
  for (const name of ['transforms', 'averagePooling'] as const) {
    if (typeof config[name] !== 'boolean') refuse(name, 'true or false', String(config[name]));
  }
  if (transforms && optimizer === 'l-bfgs')
    refuse('optimizer', 'adam with transforms, since a line search needs the same loss twice', optimizer);
  if (smoothing !== undefined && smoothing !== 'log')
    requireNumber('smoothing, unless it is log,', smoothing, 0.1, 1000);
  if (learningRate !== undefined) requireNumber('learningRate', learningRate, 1e-6, 10);
  requireInteger('iterations', config.iterations, 1, 10_000);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
}

/** Long sides from coarse to fine. @param own the result's, which must be the last @throws ConfigError */
export function requireSizes(sizes: readonly number[], own: number): void {
  const words = `long sides of ${smallestSide} pixels or more, ascending, the last of them the content's own ${own}`;
  if (!Array.isArray(sizes) || sizes.at(-1) !== own) refuse('sizes', words, String(sizes));
  if (
    sizes.some(
      (side, i) => !Number.isInteger(side) || side < smallestSide || (i > 0 && side <= sizes[i - 1]!),
    )
  )
    refuse('sizes', words, String(sizes));
}

/** Transforms look beyond the border, at a mirror image as large as the picture. */
export function hasRoomForTransforms({ width, height }: { width: number; height: number }): boolean {
  const [rows, columns] = borderOf(height, width);
  return rows < height && columns < width;
}

/** @throws ConfigError */
export function requireRoomForTransforms({ width, height }: { width: number; height: number }): void {
  if (!hasRoomForTransforms({ width, height }))
    refuse('a picture for transforms', 'less long and narrow', `${width} x ${height} pixels`);
}
