import { tf, type Tensor2D, type Tensor4D } from '../engine/tf.ts';

const pixels = 28 * 28;

/** Digits with their labels. */
export interface LabelledDigits {
  /** uint8, [n, 28, 28] */
  pixels: Uint8Array;
  /** 0 to 9, [n] */
  labels: Uint8Array;
}

/** Some of them on the device. */
export interface Batch {
  /** [n, 28, 28, 1] in [0, 1] */
  images: Tensor4D;
  /** [n, 10], one-hot */
  labels: Tensor2D;
}

/** The digits with these numbers. The caller disposes both tensors. */
export function batchOf(digits: LabelledDigits, chosen: ArrayLike<number>): Batch {
  const values = new Float32Array(chosen.length * pixels);
  const hot = new Float32Array(chosen.length * 10);
  for (let i = 0; i < chosen.length; i++) {
    const from = chosen[i]! * pixels;
    for (let p = 0; p < pixels; p++) values[i * pixels + p] = digits.pixels[from + p]! / 255;
    hot[10 * i + digits.labels[chosen[i]!]!] = 1;
  }
  return {
    images: tf.tensor4d(values, [chosen.length, 28, 28, 1]),
    labels: tf.tensor2d(hot, [chosen.length, 10]),
  };
}
