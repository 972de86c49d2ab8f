import { best } from '../digits/reading.ts';

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

/** A picture and what a network reads in it: computed live (rgba), or read from a poster (src). */
export interface CifarView {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
  reads: string;
  /** Its probability, three digits of it. */
  sure: number;
}

/** What a network's probabilities say. @param names those of its classes, CIFAR-10's if not said */
export const cifarReading = (
  probabilities: Float32Array,
  names: readonly string[] = cifarClasses,
): Pick<CifarView, 'reads' | 'sure'> => ({
  reads: names[best(probabilities)] ?? 'a class without a name',
  sure: Number(Math.max(...probabilities).toPrecision(3)),
});

/** What a run's frame shows of a network. */
export const cifarView = (view: {
  image: Uint8ClampedArray<ArrayBuffer>;
  probabilities: Float32Array;
}): CifarView => ({
  rgba: view.image,
  ...cifarReading(view.probabilities),
});
