import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  alter,
  attacked,
  judges,
  radii,
  readers,
  type Frames,
} from '../../../src/components/figures/shared/digits/fooling.ts';
import { shuffled } from '../../../src/components/figures/shared/digits/shuffled.ts';
import { fooling, type FooledFrame } from '../../../src/components/figures/who-is-fooled/frames.ts';
import { drawn, model } from '../../../src/components/figures/who-is-fooled/state.ts';
import { curvesOf, sumOf, tileOf } from '../../../src/components/figures/who-is-fooled/view.ts';

const measured = JSON.parse(readFileSync('content/measured/fooled.json', 'utf8'));
const one = (digit: number) => Float32Array.from({ length: 10 }, (_, i) => (i === digit ? 1 : 0));

interface Asked {
  eps: number;
  stepSize: number;
  steps: number;
  label: number;
  models: readonly string[];
}

/** An engine whose standard network gives in from `eps` 1 on and whose robust one never does; whatever fools reads as the next digit to all. */
function engine(asked: Asked[] = [], misreads = false): Frames {
  return async function* (name: string, config: unknown) {
    if (name === 'attack') {
      const attack = config as Asked;
      asked.push(attack);
      const { label, eps, models } = attack;
      const falls = models[0] === attacked[0] && eps >= 1;
      const image = new Float32Array(784).fill(falls ? (label + 1) / 10 : label / 10);
      for (const step of [0, 1])
        yield { step, of: 1, views: [{ image, readings: [one(misreads ? label + 1 : label)] }] };
    } else {
      const { image, models } = config as { image: Float32Array; models: readonly string[] };
      yield { readings: models.map(() => one(Math.round(image[0]! * 10))) };
    }
  } as unknown as Frames;
}

const digits = [3, 5].map((label) => ({ label, image: new Float32Array(784) }));
const framesOf = async (frames: Frames) => {
  const all: FooledFrame[] = [];
  for await (const frame of fooling(frames, digits)) all.push(frame);
  return all;
};

describe('who else is fooled', () => {
  test('the page attacks as the curves were measured', async () => {
    const asked: Asked[] = [];
    await framesOf(engine(asked));
    const { steps, stepShare } = measured.protocol;
    for (const attack of asked) {
      expect(attack.steps).toBe(steps);
      expect(attack.stepSize).toBeCloseTo(stepShare * attack.eps, 12);
    }
    expect(measured.radii).toEqual(radii);
    expect(measured.protocol.judges).toEqual(judges);
  });

  test('the largest ball comes first, and a digit that holds there is not attacked in the smaller ones', async () => {
    const asked: Asked[] = [];
    const frames = await framesOf(engine(asked));
    expect(frames.map(({ step, of }) => `${step}/${of}`)).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
    const of = (net: 0 | 1) =>
      asked.filter(({ models, label }) => models[0] === attacked[net] && label === 3);
    expect(of(0).map(({ eps }) => eps)).toEqual([3, 2.5, 2, 1.5, 1, 0.5]);
    expect(of(1).map(({ eps }) => eps)).toEqual([3]);
  });

  test('digits are counted at each radius, and the judge agrees where it reads the same wrong digit', async () => {
    const { done } = (await framesOf(engine())).at(-1)!;
    const at = (net: 0 | 1, eps: number) =>
      sumOf(
        done.filter((one) => one.net === net).map((one) => tileOf(one, radii.indexOf(eps as 1))),
        net,
        2,
      );
    expect(at(0, 3)).toEqual({ of: 2, right: 0, fooled: 2, agreed: 2 });
    expect(at(0, 0.5)).toEqual({ of: 2, right: 2, fooled: 0, agreed: 0 });
    expect(at(1, 2)).toEqual({ of: 2, right: 2, fooled: 0, agreed: 0 });
  });

  test('a digit that its network misreads as it is is attacked nowhere', async () => {
    const question = { ...digits[0]!, net: 0 as const, eps: 3 };
    expect(await alter(engine([], true), question)).toBeUndefined();
    const { done } = (await framesOf(engine([], true))).at(-1)!;
    expect(done.map(({ right }) => right)).toEqual([false, false, false, false]);
    expect(sumOf([tileOf(done[0]!, 5)], 0, 2)).toEqual({ of: 1, right: 0, fooled: 0, agreed: 0 });
  });

  test('as many digits of every class are drawn, others by another seed', () => {
    const all = Uint8Array.from({ length: 200 * 784 }, (_, i) => Math.floor(i / 784));
    const draw = (seed: number) => drawn({ ...model.defaults, digits: 20, seed }, all);
    expect(draw(1).map(({ label }) => label)).toEqual([...Array(20).keys()].map((i) => i % 10));
    const places = draw(1).map(({ image }) => Math.round(image[0]! * 255));
    expect(new Set(places).size).toBe(20);
    expect(places.every((place, i) => Math.floor(place / 20) === i % 10)).toBe(true);
    expect(draw(2)).not.toEqual(draw(1));
    expect(draw(1)).toEqual(draw(1));
  });

  test('the curves have a value, or none, at every radius', () => {
    const { accuracy, agreed, of } = curvesOf(measured, attacked, judges);
    expect(of).toBeGreaterThan(1000);
    for (const curve of [...accuracy, ...agreed.flat()])
      expect([curve.values.length, curve.bands.length]).toEqual([radii.length, radii.length]);
    expect(readers).toEqual([...attacked, ...judges]);
  });

  test('an order holds every number once', () => {
    expect(shuffled(50, 3).toSorted((a, b) => a - b)).toEqual([...Array(50).keys()]);
    expect(shuffled(50, 3)).not.toEqual(shuffled(50, 4));
  });
});
