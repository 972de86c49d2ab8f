// What the page's engine computes, for comparison with PyTorch. It runs in Node and, bundled, in a browser, so it
// reads no file.
import { withGradient } from '../../src/lib/engine/gradient.ts';
import type { Net } from '../../src/lib/engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../../src/lib/engine/tf.ts';
import { crossEntropy } from '../../src/lib/objectives/cross-entropy.ts';
import { classLogit } from '../../src/lib/objectives/logit.ts';
import { clampToBox, projectToBall, steepest, type Norm } from '../../src/lib/optimizers/pgd/steps.ts';

/** Height, width and channels of one image. */
export type ImageShape = readonly [number, number, number];

/** A digit's. */
export const digit: ImageShape = [28, 28, 1];

export const pixelsOf = ([height, width, channels]: ImageShape) => height * width * channels;

async function read(tensor: Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}

function join(parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((offset, part) => (all.set(part, offset), offset + part.length), 0);
  return all;
}

/** Every activation of the first image, the logits of all of them. @param images [n, ...shape], flat */
export async function activations(
  net: Net,
  images: Float32Array,
  shape: ImageShape,
): Promise<Record<string, Float32Array>> {
  const seen = tf.tidy(() => {
    const all = net(batch(images, shape));
    const first = (tensor: Tensor) => tf.slice(tensor, [0], [1]);
    return Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, name === 'logits' ? value.clone() : first(value)]),
    );
  });
  const values: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries(seen)) values[name] = await read(tensor);
  return values;
}

const objectives = { logit: classLogit, 'cross-entropy': crossEntropy };
export type ObjectiveName = keyof typeof objectives;

/** The gradient wrt each image of that image's own class's logit or cross-entropy. @returns [n, ...shape], flat */
export async function gradients(
  net: Net,
  objective: ObjectiveName,
  images: Float32Array,
  classes: number[],
  shape: ImageShape,
): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  const pixels = pixelsOf(shape);
  for (const [i, wanted] of classes.entries()) {
    const image = batch(images.slice(i * pixels, (i + 1) * pixels), shape);
    parts.push(await read(gradient(net, objective, image, wanted)));
    image.dispose();
  }
  return join(parts);
}

function gradient(net: Net, objective: ObjectiveName, image: Tensor4D, wanted: number): Tensor4D {
  return tf.tidy(
    () =>
      withGradient(image, (x) => ({
        loss: objectives[objective](net(x)['logits']!, wanted),
        keep: {},
      })).gradient,
  );
}

export interface PgdRun {
  norm: Norm;
  eps: number;
  step: number;
}

/** The step before its projection, for each point and its gradient. @returns [n, 28, 28, 1], flat */
export async function move(points: Float32Array, gradients: Float32Array, { norm, step }: PgdRun) {
  return read(tf.tidy(() => tf.add(batch(points), tf.mul(steepest(batch(gradients), norm), step))));
}

/** Each moved point, back in the ball around `origin` and in the box. @returns [n, 28, 28, 1], flat */
export async function project(moved: Float32Array, origin: Float32Array, { norm, eps }: PgdRun) {
  return read(
    tf.tidy(() => {
      const centre = batch(origin);
      return clampToBox(tf.add(centre, projectToBall(tf.sub(batch(moved), centre), eps, norm)));
    }),
  );
}

function batch(images: Float32Array, shape = digit): Tensor4D {
  return tf.tensor4d(images, [images.length / pixelsOf(shape), ...shape]);
}
