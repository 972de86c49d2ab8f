import { tf } from '../src/lib/engine/tf.ts';
import { batchOf } from '../src/lib/training/labelled-digits.ts';
import { attackBatch } from '../src/lib/training/batch-attack.ts';
export function measureAccuracy(net, digits, attack) {
  let right = 0; const n = digits.labels.length;
  for (let i = 0; i < n; i += 100) {
    const b = batchOf(digits, Array.from({length: 100}, (_, k) => i + k));
    const x = attackBatch(net, b.images, b.labels, attack);
    const r = tf.tidy(() => tf.sum(tf.cast(tf.equal(tf.argMax(net(x).logits, 1), tf.argMax(b.labels, 1)), 'int32')));
    right += r.dataSync()[0]; tf.dispose([r, x, b.images, b.labels]);
  }
  return right / n;
}
