// The pairs that figures compare: the same network, trained as usual and trained against attacks.

type Pair = readonly [standard: string, robust: string];

export const digitNets = ['mnist-cnn-standard', 'mnist-cnn-robust'] as const satisfies Pair;
export const cifarResnets = [
  'cifar-resnet-standard-antialiased',
  'cifar-resnet-robust-antialiased',
] as const satisfies Pair;
export const cifarVggs = ['cifar-vgg-standard', 'cifar-vgg-robust'] as const satisfies Pair;
export const photosResnets = [
  'photos-resnet-standard-small',
  'photos-resnet-robust-small',
] as const satisfies Pair;
export const photosVggs = ['photos-vgg-standard-small', 'photos-vgg-robust-small'] as const satisfies Pair;
