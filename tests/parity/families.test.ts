import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Net, NetOptions } from '../../src/lib/engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../../src/lib/engine/tf.ts';
import type { Weights } from '../../src/lib/engine/weights.ts';
import { useBackend, valuesOf } from '../helpers.ts';
import { build, fixture, imageOf, numbersOf, sampled, type Family } from './families.ts';

const tolerance = 1e-4;
const gradients = { 'gradient of logit': 'logits', 'gradient of coordinate': 'representation' } as const;
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
  const averagePooling = family.averagePooling ?? undefined;

  beforeAll(async () => {
    await useBackend(backend);
    ({ net, weights } = build(family));
  });
  afterAll(() => tf.dispose(weights));

  const expected = (name: string) => numbersOf(family.arrays[name]!.values);
  const near = (actual: Tensor, name: string) => {
    expect(actual.shape, name).toEqual(family.arrays[name]!.shape);
    const theirs = expected(name);
    expect(theirs.some((value) => value !== 0)).toBe(true);
    expect(sampled(valuesOf(actual), theirs.length), name).toBeNear(theirs, tolerance);
  };

  test("gives PyTorch's activations, every one by its name", () => {
    const ours = tf.tidy(() => net(imageOf(family), { averagePooling }));
    expect(Object.keys(ours)).toEqual(Object.keys(family.arrays).filter((name) => !(name in gradients)));
    for (const [name, activation] of Object.entries(ours)) near(activation, name);
  });

  test.each(Object.entries(gradients))("gives PyTorch's %s wrt the image", (name, source) => {
    const options: NetOptions = { averagePooling, fakeRelu: source === 'representation' };
    const coordinate = source === 'logits' ? fixture.class : fixture.coordinate;
    near(gradientOf(net, family, options, source, coordinate), name);
  });

  test('computes nothing beyond the activation that is asked for, and owns nothing but that', () => {
    const [first, second] = Object.keys(family.arrays) as [string, string];
    const before = tf.memory().numTensors;
    const ours = tf.tidy(() => net(imageOf(family), { averagePooling, upTo: second }));
    expect(Object.keys(ours)).toEqual([first, second]);
    tf.dispose(ours);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => tf.tidy(() => net(imageOf(family), { upTo: 'relu9_9' }))).toThrow(
      `Expected upTo to be one of ${first}, ${second}`,
    );
  });
});

function gradientOf(net: Net, family: Family, options: NetOptions, source: string, coordinate: number) {
  return tf.tidy(() =>
    tf.grad((image) => {
      const seen = net(image as Tensor4D, { ...options, upTo: source })[source]!;
      return tf.sum(tf.slice(seen, [0, coordinate], [-1, 1]));
    })(imageOf(family)),
  );
}
