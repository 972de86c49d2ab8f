import type { NetInfo } from '../../../src/components/figures/style-transfer/nets.ts';
import type { Known } from '../../../src/components/figures/style-transfer/state.ts';

const net = (family: string, name: string): NetInfo => ({
  family,
  name,
  kind: 'CIFAR-10',
  robust: name.startsWith('Robust'),
  bytes: 1_200_000,
});

export const standard = 'cifar-resnet-standard-antialiased';
export const robust = 'cifar-resnet-robust-antialiased';
export const vgg = 'cifar-vgg-standard';

/** A site with three networks, three contents and two styles. */
export const known: Known = {
  nets: {
    [standard]: net('resnet', 'Standard ResNet'),
    [robust]: net('resnet', 'Robust ResNet'),
    [vgg]: net('vgg', 'Standard VGG'),
  },
  contents: ['harbour', 'canyon', 'house'],
  styles: ['strokes', 'facets'],
};
