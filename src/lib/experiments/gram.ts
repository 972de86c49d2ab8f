import type { Experiment } from '../engine/experiment.ts';
import { requireFinite } from '../engine/finite.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { gram as gramMatrix } from '../objectives/gram.ts';

/** What one layer sees in a picture, and the matrix that style transfer keeps of it. */
export interface GramConfig {
  picture: Picture;
  /** The net that looks, by id. */
  model: string;
  /** The name of an activation of it with places: [1, height, width, channels]. */
  layer: string;
}

export interface GramFrame {
  step: number;
  of: number;
  /** Of the layer; fewer places than the picture has pixels. */
  width: number;
  height: number;
  channels: number;
  /** [height, width, channels], from 0 up. */
  activations: Float32Array;
  /** [channels, channels]: G = F'F / (height * width), the mean over all places of the products of two channels. */
  gram: Float32Array;
}

/** One frame, and done (Gatys, Ecker and Bethge 2016, section 2.2). */
export const gram: Experiment<GramConfig, GramFrame> = async function* (config, context) {
  const { picture, model, layer } = config;
  requirePicture('picture', picture);
  const [net] = await context.models([model]);
  context.signal.throwIfAborted();
  const seen = tf.tidy(() => {
    const image = tf.tensor4d(picture.pixels, [1, picture.height, picture.width, 3]);
    const features = net!(image, { upTo: layer })[layer] as Tensor4D;
    return { features, matrix: gramMatrix(features) };
  });
  const [, height, width, channels] = seen.features.shape;
  const read = await readTogether([seen.features, seen.matrix]).finally(() =>
    tf.dispose([seen.features, seen.matrix]),
  );
  const [activations, matrix] = read as [Float32Array, Float32Array];
  requireFinite(matrix, 1);
  yield { step: 1, of: 1, width, height, channels, activations, gram: matrix };
};
