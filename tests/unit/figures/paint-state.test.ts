import { describe, expect, test } from 'vitest';
import { defaults, model, optionsOf, ownOf, startOf } from '../../../src/components/figures/paint/state.ts';
import { describe as describeState, fileName } from '../../../src/components/figures/paint/words.ts';
import { handNames } from '../../../src/lib/painter/index.ts';

const link = (text: string) => model.decode(new URLSearchParams(text));

describe('the state of the figure that paints', () => {
  test.each(handNames)('begins with the painting by the hand %s that the site shows', (hand) => {
    const start = startOf(hand);
    expect(start).toMatchObject({ hand, seed: ownOf(hand).seed, palette: null, width: 1 });
    expect(describeState(start)).toContain(`Number ${start.seed}`);
  });

  test('survives its address', () => {
    const state = { ...startOf('etching'), seed: 321, palette: 'fjord', density: 1.35, relief: 0 } as const;
    const params = model.encode(state);
    expect(params.toString()).toBe('hand=etching&seed=321&palette=fjord&density=1.35&relief=0');
    expect(model.sameRun(link(params.toString()), state)).toBe(true);
    expect(fileName(state, 1280)).toBe('etching-321-1280.png');
  });

  test('ignores what no control can reach', () => {
    expect(link('hand=van-gogh&seed=0&palette=mud&width=9&relief=-1')).toEqual(defaults);
  });

  test('asks for the hand’s own palette by leaving it out', () => {
    expect(optionsOf(defaults, 200)).toEqual({
      seed: defaults.seed,
      size: 200,
      measures: { width: 1, length: 1, turbulence: 1, density: 1, relief: 1 },
    });
    expect(optionsOf({ ...defaults, palette: 'sepia' }, 200).palette).toBe('sepia');
  });
});
