/** The classes of CIFAR-10 (Krizhevsky 2009), in the order of the networks' logits. */
export const cifarClasses = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;
