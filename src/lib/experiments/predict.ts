import type { Experiment } from '../engine/experiment.ts';
import { readTogether } from '../engine/readback.ts';
import { tf } from '../engine/tf.ts';
import { digitTensor } from '../pictures/digit.ts';

/** What several nets make of one picture. */
export interface PredictConfig {
  /** 784 numbers in [0, 1]. */
  image: Float32Array;
  models: readonly string[];
}

export interface PredictFrame {
  /** Ten probabilities from each net, in the order of `config.models`. */
  readings: Float32Array[];
}

/** One frame, and done. */
export const predict: Experiment<PredictConfig, PredictFrame> = async function* (config, context) {
  const nets = await context.models(config.models);
  context.signal.throwIfAborted();
  const probabilities = tf.tidy(() => {
    const image = digitTensor(config.image);
    return nets.map((net) => tf.softmax(net(image)['logits']!));
  });
  yield { readings: await readTogether(probabilities).finally(() => tf.dispose(probabilities)) };
};
