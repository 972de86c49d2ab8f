import type { NetworkFacts } from '../../../../lib/brought/network.ts';

const families: Readonly<Record<string, string>> = {
  'mnist-cnn': 'digit network',
  'mnist-judge': 'digit judge',
  'small-cnn': 'small digit network',
  alexnet: 'AlexNet',
  resnet: 'ResNet',
  vgg: 'VGG',
};

/** "ResNet, 10 classes (airplane, automobile, bird, …), pictures of 32 pixels". */
export function networkWords({ net, layout, labels, side }: NetworkFacts): string {
  const { classes } = layout;
  const some = labels && `(${labels.slice(0, 3).join(', ')}${labels.length > 3 ? ', …' : ''})`;
  const parts = [
    families[net] ?? net,
    classes > 0 ? `${classes} classes${some ? ` ${some}` : ''}` : 'no classes',
    side && `pictures of ${side} pixels`,
  ];
  return parts.filter(Boolean).join(', ');
}
