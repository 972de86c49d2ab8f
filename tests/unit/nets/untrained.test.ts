import { beforeAll, expect, test } from 'vitest';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { buildNet, untrained } from '../../../src/lib/nets/index.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('wasm'));

test.each(['untrained-vgg', 'untrained-resnet'])(
  '%s is the same each time, and answers in every layer',
  (id) => {
    const [one, other] = [untrained(id)!, untrained(id)!];
    const kernel = Object.keys(one.weights).find((name) => name.endsWith('/kernel'))!;
    expect(one.weights[kernel]!.dataSync()).toEqual(other.weights[kernel]!.dataSync());
    const net = buildNet(one.net, one.weights, one.config);
    const sizes = tf.tidy(() => {
      const seen = net(tf.randomUniform([1, 32, 32, 3], 0, 1, 'float32', 1) as Tensor4D);
      return Object.values(seen).map((value) => tf.mean(value).dataSync()[0]!);
    });
    expect(sizes.length).toBeGreaterThan(4);
    // Neither vanishing nor growing without end from layer to layer.
    for (const size of sizes) expect(size).toBeGreaterThan(0.05);
    for (const size of sizes) expect(size).toBeLessThan(50);
    tf.dispose([one.weights, other.weights]);
  },
);

test('a trained network is not made here, and one that nobody knows is refused', () => {
  expect(untrained('cifar-vgg-standard')).toBeUndefined();
  expect(() => untrained('untrained-toString')).toThrow(
    /Expected an untrained net to be one of untrained-vgg/,
  );
});
