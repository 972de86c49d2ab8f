import type { Experiment } from '../engine/experiment.ts';
import { readTogether } from '../engine/readback.ts';
import { tf } from '../engine/tf.ts';
import { pixelTensor, type PictureShape } from '../pictures/tensors.ts';

/** What several nets make of one picture. */
export interface PredictConfig {
  /** Numbers in [0, 1], row by row: of a digit, 784. */
  image: Float32Array;
  /** Of the picture; a digit's if not said. */
  shape?: PictureShape;
  models: readonly string[];
}

export interface PredictFrame {
  /** The probabilities of each net, in the order of `config.models`. */
  readings: Float32Array[];
}

/** One frame, and done. */
export const predict: Experiment<PredictConfig, PredictFrame> = async function* (config, context) {
  const nets = await context.models(config.models);
  context.signal.throwIfAborted();
  const probabilities = tf.tidy(() => {
    const image = pixelTensor(config.image, config.shape);
    return nets.map((net) => tf.softmax(net(image)['logits']!));
  });
  yield { readings: await readTogether(probabilities).finally(() => tf.dispose(probabilities)) };
};
