import type { Net } from '../engine/models.ts';
import { tf, type Scalar } from '../engine/tf.ts';
import { attackBatch, type BatchAttack } from './batch-attack.ts';
import type { Batch } from './labelled-digits.ts';

/** How many of a batch the net reads rightly. The caller disposes. */
export function rightOf(net: Net, { images, labels }: Batch): Scalar {
  return tf.tidy(() => {
    const read = tf.argMax(net(images)['logits']!, 1);
    return tf.sum(tf.cast(tf.equal(read, tf.argMax(labels, 1)), 'float32')) as Scalar;
  });
}

/** The same after an attack on each of them. The caller disposes. */
export function rightUnderAttack(net: Net, batch: Batch, attack: BatchAttack): Scalar {
  const images = attackBatch(net, batch.images, batch.labels, attack);
  const right = rightOf(net, { images, labels: batch.labels });
  images.dispose();
  return right;
}
