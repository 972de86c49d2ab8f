import { describe, expect, test } from 'vitest';
import { questions, type TestFrame } from '../../../src/components/figures/reader-test/questions.ts';
import { agreement, scores } from '../../../src/components/figures/reader-test/score.ts';
import { asked, candidates, model, netsOf } from '../../../src/components/figures/reader-test/state.ts';
import type { Frames } from '../../../src/components/figures/shared/digits/fooling.ts';

const told = [
  { label: 3, net: 0, reads: [8, 3, 3, 8] },
  { label: 4, net: 1, reads: [4, 9, 9, 9] },
  { label: 5, net: 1, reads: [5, 5, 5, 5] },
] as const;

/** An engine that alters nothing, and misreads every digit of class 0 as it is. */
const engine = async function* (name: string, config: { image: Float32Array; label: number }) {
  const label = Math.round(config.image[0]! * 10);
  const reading = Float32Array.from({ length: 10 }, (_, i) => (i === (label || 9) ? 1 : 0));
  if (name === 'attack') yield { step: 0, of: 0, views: [{ image: config.image, readings: [reading] }] };
  else yield { readings: [reading, reading, reading, reading] };
} as unknown as Frames;

describe('the test for readers', () => {
  test('the reader’s score stands beside everybody’s, by the network that digits were altered for', () => {
    expect(scores(told, [3, 9, null])).toEqual([
      { who: 'You', right: [1, 0] },
      { who: 'Standard network', right: [0, 2] },
      { who: 'Robust network', right: [1, 1] },
      { who: 'The judge', right: [1, 1] },
      { who: 'The second judge', right: [0, 1] },
    ]);
  });

  test('who reads what fools a network as it does agrees with it', () => {
    expect(agreement(told, [3, 9, null], 0)).toEqual({ fooled: 1, agreed: 0 });
    expect(agreement(told, [3, 9, null], 1)).toEqual({ fooled: 1, agreed: 1 });
    expect(agreement(told, [8], 0)).toEqual({ fooled: 1, agreed: 1 });
  });

  test('half of the digits are altered for each network, in an order of the seed’s', () => {
    const nets = netsOf(model.defaults);
    expect(nets.filter((net) => net === 0)).toHaveLength(asked / 2);
    expect(netsOf({ ...model.defaults, seed: 2 })).not.toEqual(nets);
    expect(netsOf(model.defaults)).toEqual(nets);
  });

  test('twenty questions are made one a frame, and a digit that is misread as it is makes none', async () => {
    const all = Uint8Array.from({ length: 200 * 784 }, (_, i) => Math.round(25.5 * Math.floor(i / 784 / 20)));
    const frames: TestFrame[] = [];
    const choice = model.defaults;
    for await (const frame of questions(engine, choice, candidates(choice, all))) frames.push(frame);
    expect(frames.map(({ step }) => step)).toEqual([...Array(asked + 1).keys()]);
    const made = frames.at(-1)!.questions;
    expect(made.map(({ net }) => net)).toEqual(netsOf(choice));
    expect(made.every(({ label }) => label > 0)).toBe(true);
  });
});
