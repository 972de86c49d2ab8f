import { adaptiveAveragePool } from '../engine/ops/adaptive-average-pool.ts';
import { dense } from '../engine/ops/dense.ts';
import { fakeRelu } from '../engine/ops/fake-relu.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';
import type { NetConfig, Weights } from '../engine/weights.ts';
import type { Pass } from './activations.ts';
import { countOf } from './config.ts';
import { frozenDense } from './frozen-dense.ts';
import { flatten, globalAverage } from './layers.ts';

/** What follows the convolutions, from their last activation on. */
export interface Head {
  /** The ReLU before the representation is the convolutions' own, so that it is theirs to fake. */
  linear: boolean;
  pass: (x: Tensor4D, fake: boolean) => Pass;
}

/**
 * The classifier of VGG and AlexNet. Config `grid`: the picture is averaged to grid x grid and goes through two
 * hidden layers, fc6 and fc7, to fc8, as in torchvision; with grid 0, one layer, fc, reads the mean over the picture.
 *
 * Activations: relu6 (with a grid), representation, logits.
 */
export function headOf(weights: Weights, config: NetConfig): Head {
  const grid = countOf(config, 'grid');
  if (grid === 0) {
    const fc = frozenDense(weights, 'fc');
    return {
      linear: true,
      *pass(x) {
        const representation = globalAverage(x);
        yield ['representation', representation];
        yield ['logits', dense(representation, fc)];
      },
    };
  }
  const [fc6, fc7, fc8] = [6, 7, 8].map((i) => frozenDense(weights, `fc${i}`));
  return {
    linear: false,
    *pass(x, fake) {
      const relu6 = tf.relu(dense(flatten(adaptiveAveragePool(x, grid)), fc6!));
      yield ['relu6', relu6];
      const representation = (fake ? fakeRelu : tf.relu)(dense(relu6, fc7!));
      yield ['representation', representation];
      yield ['logits', dense(representation, fc8!)];
    },
  };
}
