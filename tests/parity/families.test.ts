import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Net } from '../../src/lib/engine/models.ts';
import { tf, type Tensor } from '../../src/lib/engine/tf.ts';
import type { Weights } from '../../src/lib/engine/weights.ts';
import { useBackend, valuesOf } from '../helpers.ts';
import { activations, build, gradient, gradients, type GradientName } from './families-compute.ts';
import { coordinateOf, expected, fixture, sampled } from './families.ts';

const tolerance = 1e-4;
const seed = fixture.imageSeed;
/** The nets of full size are for wasm alone: the plain backend would take minutes. */
const full = ['ResNet-50', 'VGG-19'];

const runs = (['wasm', 'cpu'] as const).flatMap((backend) =>
  fixture.cases
    .filter((family) => backend === 'wasm' || !full.includes(family.name))
    .map((family) => ({ backend, family, name: family.name })),
);

describe.each(runs)('On $backend, $name', ({ backend, family }) => {
  let net: Net;
  let weights: Weights;
  const names = Object.keys(family.arrays).filter((name) => !(name in gradients));

  beforeAll(async () => {
    await useBackend(backend);
    ({ net, weights } = build(family));
  });
  afterAll(() => tf.dispose(weights));

  const near = (actual: Tensor, name: string) => {
    expect(actual.shape, name).toEqual(family.arrays[name]!.shape);
    const theirs = expected(family, name);
    expect(theirs.some((value) => value !== 0)).toBe(true);
    expect(sampled(valuesOf(actual), theirs.length), name).toBeNear(theirs, tolerance);
  };

  test("gives PyTorch's activations, every one by its name", () => {
    const ours = activations(net, family, seed);
    expect(Object.keys(ours)).toEqual(names);
    for (const [name, activation] of Object.entries(ours)) near(activation, name);
  });

  // A net without a head has neither.
  const taken = (Object.keys(gradients) as GradientName[]).filter((name) => name in family.arrays);
  test.each(taken)("gives PyTorch's %s wrt the image", (name) => {
    near(gradient(net, family, seed, name, coordinateOf(name)), name);
  });

  test('computes nothing beyond the activation that is asked for, and owns nothing but that', () => {
    const [first, second] = names as [string, string];
    const before = tf.memory().numTensors;
    const ours = activations(net, family, seed, { upTo: second });
    expect(Object.keys(ours)).toEqual([first, second]);
    tf.dispose(ours);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => activations(net, family, seed, { upTo: 'relu9_9' })).toThrow(
      `Expected upTo to be one of ${first}, ${second}`,
    );
  });
});
