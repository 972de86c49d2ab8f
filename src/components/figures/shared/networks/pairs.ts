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

/** Which of the two a network of the article is in its pair; undefined for one that is in none, such as a judge. */
export function roleOf(id: string): 0 | 1 | undefined {
  const pairs: readonly Pair[] = [digitNets, cifarResnets, cifarVggs, photosResnets, photosVggs];
  const role = pairs.map((pair) => pair.indexOf(id)).find((place) => place >= 0);
  return role as 0 | 1 | undefined;
}
