import { styleLayersOf } from '../../../lib/experiments/style-layers.ts';

/** Pixels on a side, which says what a network learned from. */
export type Side = 32 | 84;

/** A network whose layers can be asked. */
export interface NetInfo {
  id: string;
  /** What it is called beside its curve, and with what it learned. */
  name: string;
  detail: string;
  net: 'standard' | 'robust';
  family: 'vgg' | 'resnet' | 'alexnet';
  at: Side;
}

const net = (
  id: string,
  name: string,
  detail: string,
  kind: NetInfo['net'],
  family: NetInfo['family'],
): NetInfo => ({
  ...{ id, name, detail, net: kind, family, at: id.startsWith('photos') ? 84 : 32 },
});

/** All there are, each with its curve in content/measured. */
export const nets: readonly NetInfo[] = [
  net('cifar-vgg-standard', 'VGG', 'standard', 'standard', 'vgg'),
  net('cifar-resnet-standard-antialiased', 'ResNet', 'standard', 'standard', 'resnet'),
  net('cifar-resnet-robust-antialiased', 'ResNet', 'robust', 'robust', 'resnet'),
  net('cifar-vgg-robust', 'VGG', 'robust', 'robust', 'vgg'),
  net('cifar-alexnet-standard', 'AlexNet', 'standard', 'standard', 'alexnet'),
  net('photos-vgg-standard-small', 'VGG', 'standard', 'standard', 'vgg'),
  net('photos-resnet-standard-small', 'ResNet', 'standard', 'standard', 'resnet'),
  net('photos-resnet-robust-small', 'ResNet', 'robust', 'robust', 'resnet'),
  net('photos-vgg-robust-small', 'VGG', 'robust', 'robust', 'vgg'),
];

export const netIds = nets.map(({ id }) => id);

/** @throws for an id that is not among them */
export function infoOf(id: string): NetInfo {
  const found = nets.find((one) => one.id === id);
  if (!found) throw new Error(`Expected a network of ${netIds.join(', ')}, got ${id}.`);
  return found;
}

/** Its layers, from the pixels on. */
export const layersOf = (id: string): readonly string[] => styleLayersOf(infoOf(id).family).all;

/** One of the middle, where the networks differ and style is asked for. */
export function usualLayer(id: string): string {
  return { vgg: 'relu3_1', resnet: 'relu3_x', alexnet: 'relu3' }[infoOf(id).family];
}

/** Every name that a layer of theirs has. */
export const allLayers = [...new Set(netIds.flatMap(layersOf))];
