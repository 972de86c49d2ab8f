import { beforeAll, describe, expect, test } from 'vitest';
import { tf, type Scalar, type Tensor, type Tensor1D } from '../../../src/lib/engine/tf.ts';
import { Adam } from '../../../src/lib/optimizers/adam.ts';
import { Lbfgs } from '../../../src/lib/optimizers/lbfgs.ts';
import type { Evaluate, Optimizer } from '../../../src/lib/optimizers/optimizer.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

/** What an optimiser is given: a sum of two parts. */
const evaluating = (parts: (x: Tensor) => [Scalar, Scalar]): Evaluate => {
  return async (x) => {
    const gradient = tf.grad((at) => tf.addN(parts(at)))(x);
    return { gradient, parts: tf.tidy(() => tf.stack(parts(x)) as Tensor1D) };
  };
};

/** Σ 10^(4i/n) xᵢ²: so long a valley that steepest descent would take thousands of steps. */
const widths = Array.from({ length: 24 }, (_, i) => 10 ** (i / 6));
const valley = evaluating((x) => {
  const all = tf.mul(tf.square(x), tf.tensor(widths, x.shape));
  return [tf.mul(tf.sum(all), 0.25), tf.mul(tf.sum(all), 0.75)];
});
/** Rosenbrock's, 1960, in pairs of coordinates. */
const banana = evaluating((x) => {
  const [a, b] = tf.split(tf.reshape(x, [12, 2]), 2, 1) as [Tensor, Tensor];
  return [tf.sum(tf.mul(100, tf.square(tf.sub(b, tf.square(a))))), tf.sum(tf.square(tf.sub(1, a)))] as [
    Scalar,
    Scalar,
  ];
});

const begin = () => tf.fill([1, 4, 2, 3], -1.2);
const loss = ({ parts }: Optimizer) =>
  (parts instanceof Float32Array ? parts : parts.dataSync<'float32'>()).reduce((sum, part) => sum + part, 0);

describe('L-BFGS', () => {
  test.each([
    ['a long valley', valley, 150],
    ["Rosenbrock's banana", banana, 100],
  ])('comes to the bottom of %s, downhill all the way', async (_, evaluate, steps) => {
    const optimizer = new Lbfgs(begin(), evaluate);
    await optimizer.begin();
    const first = loss(optimizer);
    let before = first;
    for (let k = 0; k < steps && before > 1e-8 * first; k++) {
      if (!(await optimizer.step())) break;
      expect(loss(optimizer)).toBeLessThanOrEqual(before);
      before = loss(optimizer);
    }
    expect(before / first).toBeLessThan(1e-6);
    optimizer.dispose();
  });

  test('holds the same number of tensors after every step, and none in the end', async () => {
    const before = tf.memory().numTensors;
    const optimizer = new Lbfgs(begin(), banana);
    await optimizer.begin();
    const held = tf.memory();
    for (let k = 0; k < 15; k++) {
      await optimizer.step();
      expect(tf.memory()).toEqual(held);
    }
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stops where it stands when it begins at the bottom', async () => {
    const optimizer = new Lbfgs(tf.zeros([1, 4, 2, 3]), valley);
    await optimizer.begin();
    expect(await optimizer.step()).toBe(false);
    expect([...optimizer.x.dataSync()]).toEqual(Array.from({ length: 24 }, () => 0));
    optimizer.dispose();
  });

  test('says so when the loss is no number, and holds nothing afterwards', async () => {
    const before = tf.memory().numTensors;
    let evaluations = 0;
    const optimizer = new Lbfgs(begin(), async (x) => {
      const seen = await valley(x);
      if (++evaluations < 4) return seen;
      seen.parts.dispose();
      return { ...seen, parts: tf.tensor1d([1, NaN]) };
    });
    await optimizer.begin();
    const walk = async () => {
      while (await optimizer.step());
    };
    await expect(walk()).rejects.toMatchObject({
      name: 'NumericError',
      message: expect.stringMatching(/^Expected a finite loss, got NaN\. .*\?backend=wasm\.$/),
    });
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('Adam', () => {
  test("takes the paper's steps", async () => {
    const x = Float64Array.from({ length: 24 }, () => -1.2);
    const [m, v] = [new Float64Array(24), new Float64Array(24)];
    const optimizer = new Adam(begin(), valley, 0.05);
    await optimizer.begin();
    for (let step = 1; step <= 10; step++) {
      x.forEach((value, i) => {
        const g = 2 * widths[i]! * value;
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.999 * v[i]! + 0.001 * g * g;
        x[i]! -= (0.05 * m[i]!) / (1 - 0.9 ** step) / (Math.sqrt(v[i]! / (1 - 0.999 ** step)) + 1e-8);
      });
      expect(await optimizer.step()).toBe(true);
      expect(optimizer.x.dataSync()).toBeNear(x, 1e-5);
      expect(loss(optimizer)).toBeCloseTo(
        x.reduce((sum, value, i) => sum + widths[i]! * value * value, 0),
        1,
      );
    }
    optimizer.dispose();
  });

  test('holds the same number of tensors after every step, and none in the end', async () => {
    const before = tf.memory().numTensors;
    const optimizer = new Adam(begin(), banana, 0.01);
    await optimizer.begin();
    const held = tf.memory();
    for (let k = 0; k < 5; k++) {
      await optimizer.step();
      expect(tf.memory()).toEqual(held);
    }
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
