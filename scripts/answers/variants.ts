// What is painted to weigh the explanations against each other.
import { styleLayersOf } from '../../src/lib/experiments/style-layers.ts';
import type { Variant } from '../style-runs/variant.ts';

const [standard, robust] = ['cifar-resnet-standard-antialiased', 'cifar-resnet-robust-antialiased'];
const [photosStandard, photosRobust] = ['photos-resnet-standard-small', 'photos-resnet-robust-small'];
/** Of the softmax, in means: the largest peaks of a stage, of about seventy means, come down to ten. */
const temperature = 30;
const early = ['relu2_x', 'relu3_x'];

/** One network in the usual way, with smoothed activations, and asked in its early stages only. */
const remedies = (name: string, model: string): Record<string, Variant> => ({
  [name]: { model, family: 'resnet' },
  [`${name}-softmax`]: { model, family: 'resnet', smoothing: temperature },
  [`${name}-log`]: { model, family: 'resnet', smoothing: 'log' },
  [`${name}-early`]: { model, family: 'resnet', layers: early },
});

/** Every answer to the question why VGG paints and a standard ResNet does not. */
export const answers: Readonly<Record<string, Variant>> = {
  ...remedies('standard', standard),
  robust: { model: robust, family: 'resnet' },
  vgg: { model: 'cifar-vgg-standard', family: 'vgg' },
  'untrained-vgg': { model: 'untrained-vgg', family: 'vgg' },
  'untrained-resnet': { model: 'untrained-resnet', family: 'resnet' },
  ...remedies('photos-standard', photosStandard),
  'photos-robust': { model: photosRobust, family: 'resnet' },
  'photos-vgg': { model: 'photos-vgg-standard-small', family: 'vgg' },
  'alexnet-early': {
    model: 'cifar-alexnet-standard',
    family: 'alexnet',
    layers: ['relu1', 'relu2', 'relu3', 'relu4'],
  },
};

const whole: readonly [model: string, family: Variant['family']][] = [
  ['cifar-vgg-standard', 'vgg'],
  ['cifar-vgg-robust', 'vgg'],
  [standard, 'resnet'],
  [robust, 'resnet'],
  ['cifar-resnet-standard', 'resnet'],
  ['cifar-resnet-robust', 'resnet'],
  ['cifar-alexnet-standard', 'alexnet'],
  [photosStandard, 'resnet'],
  [photosRobust, 'resnet'],
  ['photos-vgg-standard-small', 'vgg'],
  ['photos-vgg-robust-small', 'vgg'],
];

/** Every layer of every network, alone: "<model>.<layer>". */
export const layers: Readonly<Record<string, Variant>> = Object.fromEntries(
  whole.flatMap(([model, family]) =>
    styleLayersOf(family).all.map((layer) => [`${model}.${layer}`, { model, family, layers: [layer] }]),
  ),
);

interface Series {
  variants: Readonly<Record<string, Variant>>;
  /** Side of the pictures, in pixels; steps of L-BFGS; and how many of the pairs. */
  size: number;
  iterations: number;
  pairs: number;
}

/** The two series, from the dearer to the cheaper run. */
export const series: Readonly<Record<'answers' | 'layers', Series>> = {
  answers: { variants: answers, size: 128, iterations: 80, pairs: 4 },
  layers: { variants: layers, size: 96, iterations: 60, pairs: 2 },
};
