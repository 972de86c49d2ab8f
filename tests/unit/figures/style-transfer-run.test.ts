import { describe, expect, test } from 'vitest';
import { configOf } from '../../../src/components/figures/style-transfer/config.ts';
import { iterationsOf, sizesOf, stepsOf } from '../../../src/components/figures/style-transfer/run-sizes.ts';
import { Film } from '../../../src/components/figures/shared/pictures/film.ts';
import { pair } from '../../../src/components/figures/style-transfer/pair.ts';
import { side } from '../../../src/components/figures/style-transfer/side.ts';
import {
  aboutTime,
  secondsFor,
  timed,
  type Pace,
} from '../../../src/components/figures/style-transfer/speed.ts';
import { defaultsOf } from '../../../src/components/figures/style-transfer/state.ts';
import { known, robust, standard, vgg } from './style-transfer-known.ts';

const defaults = defaultsOf(known);
const picture = (side: number) => ({ width: side, height: side, pixels: new Float32Array(side * side * 3) });
const ingredients = { content: picture(32), style: picture(16) };
const configFor = (
  changes: Partial<typeof defaults>,
  which = defaults.left,
  last?: typeof ingredients.content,
) => configOf({ ...defaults, ...changes }, which, { ...ingredients, last }, known.nets);

describe('the experiment of a side', () => {
  test('follows the protocol where nothing was changed', () => {
    expect(configFor({})).toEqual({
      content: ingredients.content,
      style: ingredients.style,
      model: standard,
      styleLayers: { relu2_x: 1, relu3_x: 1, relu4_x: 1, relu5_x: 1 },
      contentLayer: 'relu4_x',
      styleWeight: 100,
      contentWeight: 1,
      tvWeight: 0,
      start: 'content',
      parameterisation: 'pixel',
      transforms: false,
      averagePooling: false,
      optimizer: 'l-bfgs',
      iterations: [240, 240, 40],
      sizes: [64, 128, 256],
      seed: 1,
    });
  });

  test('takes the layers of its own family, and the content’s of the content network', () => {
    const config = configFor({}, side(vgg, { contentModel: robust }));
    expect(Object.keys(config.styleLayers)).toEqual(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']);
    expect([config.contentModel, config.contentLayer, config.averagePooling]).toEqual([
      robust,
      'relu4_x',
      true,
    ]);
  });

  test('goes on from the last result where there is one, and from the content where not', () => {
    const last = picture(24);
    expect(configFor({ start: 'last' }, defaults.left, last).start).toBe(last);
    expect(configFor({ start: 'last' }).start).toBe('content');
    expect(configFor({ start: 'noise' }, defaults.left, last).start).toBe('noise');
  });

  test('doubles its size from 64 pixels or more, and takes most of its steps while they are cheap', () => {
    const plan = (size: number) => {
      const choice = { size, coarseToFine: true };
      return [sizesOf(choice), iterationsOf(choice, { iterations: 81 })];
    };
    expect([512, 384, 256, 128].map(plan)).toEqual([
      [
        [64, 128, 256, 512],
        [243, 243, 41, 41],
      ],
      [
        [96, 192, 384],
        [243, 41, 41],
      ],
      [
        [64, 128, 256],
        [243, 243, 41],
      ],
      [
        [64, 128],
        [243, 243],
      ],
    ]);
    expect(stepsOf({ size: 512, coarseToFine: true }, defaults.left)).toBe(560);
    const full = configFor({ size: 512, coarseToFine: false });
    expect([full.sizes, full.iterations]).toEqual([[512], [80]]);
  });
});

describe('a film', () => {
  const frame = (mark: number) => ({ width: 2, height: 1, image: new Uint8ClampedArray(8).fill(mark) });
  const marks = (film: Film, to: number) =>
    Array.from({ length: to + 1 }, (_, i) => film.at(i)?.image[0] ?? null);

  test('keeps every picture while there is room', () => {
    const film = new Film(80);
    for (let i = 0; i < 10; i++) film.add(i, frame(i));
    expect(marks(film, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('then keeps them evenly, within its bytes, with the first and the latest', () => {
    const film = new Film(80);
    for (let i = 0; i < 200; i++) {
      film.add(i, frame(i));
      expect(film.bytes).toBeLessThanOrEqual(80);
      expect([film.at(0)?.image[0], film.at(i)?.image[0]]).toEqual([0, i]);
    }
    // Every 32nd, and the latest: 0, 32, 64 … 192, 199.
    expect([31, 32, 100, 198].map((i) => film.at(i)?.image[0])).toEqual([0, 32, 96, 192]);
  });

  test('keeps the latest on show while a restarted run fills the earlier ones again', () => {
    const film = new Film(80);
    for (let i = 0; i <= 21; i++) film.add(i, frame(i));
    for (let i = 0; i <= 20; i++) {
      film.add(i, frame(100 + i));
      expect(film.at(21)?.image[0]).toBe(21);
    }
    expect([film.at(0)?.image[0], film.bytes <= 80]).toEqual([100, true]);
  });

  test('has nothing before it begins', () => {
    expect(new Film().at(3)).toBeUndefined();
  });
});

/** A run of `length` steps that notes whether it was freed. */
function steps(name: string, length: number) {
  const log = { freed: false };
  async function* run() {
    try {
      for (let step = 0; step <= length; step++) yield `${name}${step}`;
    } finally {
      log.freed = true;
    }
  }
  return { log, frames: run() };
}

describe('two runs as one', () => {
  const collect = async (order: 'lockstep' | 'turns', left: number, right: number) => {
    const runs = [steps('a', left), steps('b', right)] as const;
    const seen = [];
    for await (const frame of pair([runs[0].frames, runs[1].frames], [left, right], order)) seen.push(frame);
    return { seen, of: seen[0]!.of, shown: seen.map(({ sides }) => sides.join(' ').trim()), runs };
  };

  test('go step by step in lockstep, and the shorter one waits at its end', async () => {
    const { seen, of, shown } = await collect('lockstep', 3, 1);
    expect(shown).toEqual(['a0 b0', 'a1 b1', 'a2 b1', 'a3 b1']);
    expect([of, seen.at(-1)!.step, seen.at(-1)!.moved]).toEqual([3, 3, [true, false]]);
  });

  test('go one after the other in turns', async () => {
    const { seen, of, shown } = await collect('turns', 1, 2);
    expect(shown).toEqual(['a0', 'a1', 'a1 b0', 'a1 b1', 'a1 b2']);
    expect([of, seen.at(-1)!.step]).toEqual([4, 4]);
  });

  test('are both freed when the reader leaves', async () => {
    const runs = [steps('a', 9), steps('b', 9)] as const;
    for await (const { step } of pair([runs[0].frames, runs[1].frames], [9, 9], 'lockstep'))
      if (step === 2) break;
    expect(runs.map(({ log }) => log.freed)).toEqual([true, true]);
  });
});

describe('the time a run takes', () => {
  const frame = (step: number, evaluations: number) => ({ step, evaluations, width: 100, height: 100 });

  test('is measured from the second step on, with all its evaluations', async () => {
    let clock = 0;
    async function* run() {
      for (const [step, evaluations, cost] of [
        [0, 1, 5000],
        [1, 2, 900],
        [2, 4, 200],
        [3, 5, 100],
      ] as const) {
        clock += cost;
        yield frame(step, evaluations);
      }
    }
    let pace: Pace | undefined;
    for await (const _ of timed(
      run(),
      (told) => (pace = told),
      () => clock,
    ))
      clock += 1e6;
    expect(pace).toEqual({ milliseconds: 300, evaluations: 3, iterations: 2, pixels: 30_000 });
  });

  test('is promised for both sides, in proportion to the pixels', () => {
    const pace = { milliseconds: 1000, evaluations: 10, iterations: 10, pixels: 10 * 128 * 128 };
    const state = {
      ...defaults,
      left: side(robust),
      right: side(standard),
      size: 128 as const,
      coarseToFine: false,
    };
    expect(secondsFor(state, {})).toBeUndefined();
    expect(secondsFor(state, { [robust]: pace })).toBeCloseTo(2 * 8);
    expect(secondsFor({ ...state, size: 512 }, { [robust]: pace })).toBeCloseTo(2 * 8 * 16);
    const slow = { ...pace, milliseconds: 3000 };
    expect(secondsFor(state, { [robust]: pace, [standard]: slow })).toBeCloseTo(8 + 24);
    // Three times as many steps at 64 and at 128 pixels.
    const finer = { ...state, coarseToFine: true };
    expect(secondsFor(finer, { [robust]: pace })).toBeCloseTo(2 * 8 * 3 * (1 + 1 / 4));
  });

  test('is said in round numbers', () => {
    expect([0.4, 7.2, 43, 89, 100, 600, 7200].map(aboutTime)).toEqual([
      'under 1 s',
      'about 7 s',
      'about 45 s',
      'about 90 s',
      'about 2 min',
      'about 10 min',
      'about 2 h',
    ]);
  });
});
