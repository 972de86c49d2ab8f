import { tf, type Tensor, type Tensor2D, type Tensor4D } from '../engine/tf.ts';
import type { Parameterisation } from './parameterisation.ts';
import { gaussian } from '../random/seeded.ts';

/** A picture's values are kept this far from 0 and 1 where the sigmoid has to be undone. */
const margin = 0.01;
/** Lucid's constant: learning rates that suit it suit this. */
const gain = 0.25;
/** Standard deviation of the coefficients of noise, before they are scaled; Lucid's. */
const deviation = 0.01;

/**
 * Columns: the principal axes of CIFAR-10's training pixels, each as long as its standard deviation, the longest 1;
 * about brightness, blue against red, green against magenta. Printed by `python -m training.style.fourier`.
 */
const colours = [
  [0.5576, -0.1896, 0.0543],
  [0.5767, -0.0147, -0.1003],
  [0.5971, 0.1913, 0.0462],
] as const;

/**
 * Fourier coefficients with decorrelated colours (Mordvintsev et al. 2018, "Differentiable Image Parameterizations"):
 * a coefficient of frequency f, in cycles a pixel, is scaled by 1 / max(f, 1 / max(width, height)), so that no
 * frequency is easier to change than another; the planes are mixed into red, green and blue; a sigmoid keeps them in
 * (0, 1).
 *
 * The basis is the real one, sines and cosines, in both directions: frequency by frequency it spans what complex
 * exponentials span. TF.js has no gradient of a Fourier transform; this one is two matrix products, and being
 * orthonormal it is undone, and differentiated, by the transposed matrices.
 *
 * Parameters are [height, 3, width].
 */
export function fourierParameterisation(height: number, width: number): Parameterisation {
  const { rows, rowsBack, columns, columnsBack, mix, mixBack, unmix, scale } = constants(height, width);

  /** Coefficients, scaled already, to planes, or back. @param x [height, 3, width] */
  const transform = (x: Tensor, byRows: Tensor2D, byColumns: Tensor2D): Tensor => {
    const tall = tf.matMul(byRows, tf.reshape(x, [height, 3 * width]) as Tensor2D);
    const wide = tf.matMul(tf.reshape(tall, [height * 3, width]) as Tensor2D, byColumns);
    return tf.reshape(wide, [height, 3, width]);
  };
  const toPixels = (planes: Tensor, matrix: Tensor2D): Tensor4D => {
    const last = tf.reshape(tf.transpose(planes, [0, 2, 1]), [height * width, 3]) as Tensor2D;
    return tf.reshape(tf.matMul(last, matrix), [1, height, width, 3]);
  };
  const toPlanes = (pixels: Tensor4D, matrix: Tensor2D): Tensor => {
    const mixed = tf.matMul(tf.reshape(pixels, [height * width, 3]) as Tensor2D, matrix);
    return tf.transpose(tf.reshape(mixed, [height, width, 3]), [0, 2, 1]);
  };
  const linear = (parameters: Tensor): Tensor4D =>
    tf.customGrad((...args: unknown[]) => ({
      value: toPixels(transform(tf.mul(args[0] as Tensor, scale), rows, columnsBack), mix),
      gradFunc: (dy: Tensor4D) => tf.mul(transform(toPlanes(dy, mixBack), rowsBack, columns), scale),
    }))(parameters) as Tensor4D;

  return {
    decode: (parameters) => tf.tidy(() => tf.sigmoid(linear(parameters))),
    encode: (picture) =>
      tf.tidy(() => {
        const inside = tf.clipByValue(picture, margin, 1 - margin);
        const logit = tf.log(tf.div(inside, tf.sub(1, inside))) as Tensor4D;
        return tf.div(transform(toPlanes(logit, unmix), rowsBack, columns), scale);
      }),
    noise(random) {
      const values = Float32Array.from({ length: height * 3 * width }, () => deviation * gaussian(random));
      return tf.tensor3d(values, [height, 3, width]);
    },
    dispose: () => tf.dispose([rows, rowsBack, columns, columnsBack, mix, mixBack, unmix, scale]),
  };
}

/** The matrices, each with its transpose; `mix` and `unmix` stand to the right of pixels as rows. */
function constants(height: number, width: number) {
  return tf.tidy(() => {
    const rows = basis(height);
    const columns = basis(width);
    const mixBack = tf.tensor2d(colours.flat(), [3, 3]);
    const unmix = tf.tensor2d(
      inverse(colours).flatMap((_, i, m) => m.map((row) => row[i]!)),
      [3, 3],
    );
    return {
      rows,
      rowsBack: tf.transpose(rows),
      columns,
      columnsBack: tf.transpose(columns),
      mix: tf.transpose(mixBack),
      mixBack,
      unmix,
      scale: tf.tensor3d(scales(height, width), [height, 1, width]),
    };
  });
}

/** [size, size], orthonormal columns: the constant, then cosine and sine of each frequency. */
function basis(size: number): Tensor2D {
  const values = new Float32Array(size * size);
  for (let column = 0; column < size; column++) {
    const k = Math.floor((column + 1) / 2);
    const length = Math.sqrt((2 * k === size || k === 0 ? 1 : 2) / size);
    const wave = column % 2 === 1 || k === 0 ? Math.cos : Math.sin;
    // Whole turns are left out first, where they would cost precision.
    for (let i = 0; i < size; i++)
      values[i * size + column] = length * wave((2 * Math.PI * ((k * i) % size)) / size);
  }
  return tf.tensor2d(values, [size, size]);
}

/** [height, width]: what a coefficient is multiplied by. */
function scales(height: number, width: number): Float32Array {
  const least = 1 / Math.max(height, width);
  const frequency = (column: number, size: number) => Math.floor((column + 1) / 2) / size;
  return Float32Array.from({ length: height * width }, (_, i) => {
    const f = Math.hypot(frequency(Math.floor(i / width), height), frequency(i % width, width));
    return gain / Math.max(f, least);
  });
}

/** Of a 3x3 matrix, by its cofactors. */
function inverse(m: readonly (readonly number[])[]): number[][] {
  const cofactor = (row: number, column: number) => {
    const [a, b] = [(row + 1) % 3, (row + 2) % 3];
    const [c, d] = [(column + 1) % 3, (column + 2) % 3];
    return m[a]![c]! * m[b]![d]! - m[a]![d]! * m[b]![c]!;
  };
  const determinant = [0, 1, 2].reduce((sum, column) => sum + m[0]![column]! * cofactor(0, column), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant));
}
