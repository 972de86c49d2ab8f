import { describe, expect, test } from 'vitest';
import { model } from '../../../src/components/figures/loss-landscape/state.ts';
import { surfaces, survey, type Frames } from '../../../src/components/figures/loss-landscape/survey.ts';

describe('the survey', () => {
  /** Networks that read class 2 and 1, attacks that walk along the first pixel, planes whose loss grows with a. */
  const asked: { name: string; model: string; label?: number; again?: boolean }[] = [];
  const frames = async function* (name: string, config: never) {
    const {
      models,
      model: one,
      label,
      randomStart,
      steps,
    } = config as {
      models: string[];
      model?: string;
      label: number;
      randomStart: boolean;
      steps: number;
    };
    asked.push({ name, model: one ?? models[0]!, label, again: randomStart });
    if (name === 'predict') yield { readings: [Float32Array.of(0, 0, 1), Float32Array.of(0, 1, 0)] };
    else if (name === 'attack')
      for (let step = 0; step <= steps; step++)
        yield {
          step,
          views: [
            {
              delta: Float32Array.of(step, randomStart ? step : 0, 0),
              loss: step,
              readings: [Float32Array.of(0, 1)],
            },
          ],
        };
    else
      yield {
        step: 4,
        of: 4,
        stride: 8,
        points: Uint16Array.of(0, 24, 600, 624),
        probabilities: new Float32Array(12).fill(0.5),
      };
  } as unknown as Frames;
  const image = new Float32Array(3);

  test('asks each network for the loss of what it reads in a picture, and of what a digit is', async () => {
    const seen = await survey(frames, { ...model.defaults, of: 'small' }, image);
    expect(seen.map(({ label }) => label)).toEqual([2, 1]);
    const digit = await survey(frames, { ...model.defaults, digit: 7 }, image);
    expect(digit.map(({ label }) => label)).toEqual([7, 7]);
    expect(digit[0].path.at(-1)).toMatchObject({ place: [20, 0], loss: 20, reads: 1 });
  });

  test('attacks a second time, from a random start, only where that is asked for', async () => {
    asked.length = 0;
    await survey(frames, model.defaults, image);
    expect(asked.filter(({ again }) => again)).toEqual([]);
    const [{ plane }] = await survey(frames, { ...model.defaults, second: 'attack' }, image);
    expect(asked.filter(({ again }) => again)).toHaveLength(2);
    expect([...plane.v].map((value) => Math.round(value))).toEqual([0, 1, 0]);
  });

  test('reads both surfaces in turn, and says how far both are', async () => {
    const surveys = await survey(frames, model.defaults, image);
    const labelled = surveys.map((own) => ({ ...own, label: 0 }));
    const chunks = [];
    for await (const chunk of surfaces(frames, { ...model.defaults, side: 25 }, image, labelled))
      chunks.push(chunk);
    expect(chunks.map(({ step, of }) => [step, of])).toEqual([[8, 8]]);
    expect(chunks[0]!.grids.map((grid) => grid!.losses[0])).toEqual([
      Math.fround(Math.log(2)),
      Math.fround(Math.log(2)),
    ]);
  });
});
