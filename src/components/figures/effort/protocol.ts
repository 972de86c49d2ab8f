import { equalWeights, protocol, styleLayersOf } from '../../../lib/experiments/style-layers.ts';
import type { Picture, StyleTransferConfig } from '../../../lib/experiments/style-transfer.ts';

// `npm run effort` computes by this file what the figure shows before it runs.

/** Long sides from coarse to fine, in pixels. */
export const sizes = [64, 128, 256] as const;
export const side = 256;
/** Of L-BFGS at each size, the same for every network. */
export const iterations = 240;
/** The iterations of each size after which a picture is kept and judged. */
export const marks = [5, 10, 20, 40, 80, 120, 180, 240] as const;

/** By the names of training/style/variants.py. */
export const networks = {
  standard: { model: 'cifar-resnet-standard-antialiased', family: 'resnet' },
  robust: { model: 'cifar-resnet-robust-antialiased', family: 'resnet' },
  'photos-standard': { model: 'photos-resnet-standard-small', family: 'resnet' },
  'photos-robust': { model: 'photos-resnet-robust-small', family: 'resnet' },
  vgg: { model: 'cifar-vgg-standard', family: 'vgg' },
} as const;
export type NetworkName = keyof typeof networks;
export const networkNames = Object.keys(networks) as NetworkName[];

/**
 * The run of one network on one pair.
 * @param content, style squares of `side` pixels
 * @param perSize iterations at each size
 */
export function configOf(
  name: NetworkName,
  content: Picture,
  style: Picture,
  perSize: number = iterations,
): StyleTransferConfig {
  const { model, family } = networks[name];
  const { content: contentLayer, averagePooling } = styleLayersOf(family);
  return {
    ...protocol,
    content,
    style,
    model,
    styleLayers: equalWeights(family),
    contentLayer,
    start: 'content',
    parameterisation: 'pixel',
    transforms: false,
    averagePooling,
    optimizer: 'l-bfgs',
    iterations: perSize,
    seed: 1,
    sizes,
  };
}
