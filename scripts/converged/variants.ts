// Who paints every pair for as long as it takes.
import type { Variant } from '../style-runs/variant.ts';

const resnet = (model: string): Variant => ({ model, family: 'resnet' });
const vgg = (model: string): Variant => ({ model, family: 'vgg' });
const standard = resnet('cifar-resnet-standard-antialiased');
const robust = resnet('cifar-resnet-robust-antialiased');
const usualVgg = vgg('cifar-vgg-standard');
const alone = (stage: number): Variant => ({ ...robust, layers: [`relu${stage}_x`] });

/**
 * By the names of training/style/variants.py, in the order in which the claims need them. The one that moves the picture
 * at random is not among them: no line search can follow it.
 */
export const variants = {
  robust,
  standard,
  vgg: usualVgg,
  'photos-robust': resnet('photos-resnet-robust-small'),
  'photos-standard': resnet('photos-resnet-standard-small'),
  'vgg-robust': vgg('cifar-vgg-robust'),
  'photos-vgg': vgg('photos-vgg-standard-small'),
  'photos-vgg-robust': vgg('photos-vgg-robust-small'),
  'style-robust-content-standard': { ...robust, content: standard },
  'style-standard-content-robust': { ...standard, content: robust },
  'alexnet-early': {
    model: 'cifar-alexnet-standard',
    family: 'alexnet',
    layers: ['relu1', 'relu2', 'relu3', 'relu4'],
  },
  'layer-2': alone(2),
  'layer-5': alone(5),
  'layer-3': alone(3),
  'layer-4': alone(4),
  'vgg-robust-25': vgg('cifar-vgg-robust-25'),
  'vgg-robust-50': vgg('cifar-vgg-robust-50'),
  'vgg-robust-75': vgg('cifar-vgg-robust-75'),
  'style-standard-content-vgg': { ...standard, content: usualVgg },
  'style-robust-content-vgg': { ...robust, content: usualVgg },
  // Judged, and not shown: nothing that the figure begins with keeps max pooling.
  'vgg-max': { ...usualVgg, maxPooling: true },
  'vgg-robust-max': { ...vgg('cifar-vgg-robust'), maxPooling: true },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof variants;
