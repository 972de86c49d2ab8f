import { equalWeights, protocol, styleLayersOf } from '../../src/lib/experiments/style-layers.ts';
import type { Picture, StyleTransferConfig } from '../../src/lib/experiments/style-transfer.ts';

/** Long sides from coarse to fine. */
export const sizes = [64, 128, 256] as const;
/** Of L-BFGS at each size, the same for every network. */
export const iterations = 240;
/** The iterations of each size after which a picture is kept. */
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

/** The run of one network on one pair. */
export function configOf(name: NetworkName, content: Picture, style: Picture): StyleTransferConfig {
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
    iterations,
    seed: 1,
    sizes,
  };
}
