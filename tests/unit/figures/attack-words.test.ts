import { describe, expect, test } from 'vitest';
import type { NetView, StepFact } from '../../../src/components/figures/attack/view.ts';
import {
  placeText,
  pointText,
  readingText,
  sizeText,
  sliceAlt,
  stepCount,
  stepText,
  verdict,
} from '../../../src/components/figures/attack/words.ts';

/** Ten probabilities: this digit with this one, the others share the rest. */
const surely = (digit: number, probability: number) =>
  Array.from({ length: 10 }, (_, i) => (i === digit ? probability : (1 - probability) / 9));

const view = (facts: Partial<NetView>) => ({ after: [], fooledAt: null, size: 0, ...facts }) as NetView;

const step: StepFact = {
  step: 3,
  moved: 0.375,
  stepped: 1.2,
  inBall: 1.2,
  after: 1.2,
  lossBefore: 0.5,
  loss: 1.25,
  readBefore: 2,
};
const told = (facts: Partial<StepFact>, reads = 2) =>
  stepText({ ...step, ...facts }, 'L2', 'robust', false, reads);

test('a size has as many digits as its norm needs', () => {
  expect([sizeText('L2', 1.5), sizeText('Linf', 0.15)]).toEqual(['1.50', '0.150']);
});

test('a reading is the most likely digit and how likely it is', () => {
  expect(readingText(surely(3, 0.974))).toBe('reads 3 (97 %)');
});

describe('the verdict on a network', () => {
  test.each([
    ['says nothing before the network has read', {}, ''],
    ['says that the label still stands', { after: [surely(2, 0.6)] }, 'Still reads 2 (60 %)'],
    ['says when it was fooled', { after: [surely(7, 0.9)], fooledAt: 4 }, 'Fooled at step 4: reads 7 (90 %)'],
    ['calls a point wrong that no attack has reached', { after: [surely(7, 0.9)] }, 'Wrong: reads 7 (90 %)'],
    [
      'calls wrong what was wrong from the start',
      { after: [surely(7, 0.9)], fooledAt: 0 },
      'Wrong: reads 7 (90 %)',
    ],
  ])('%s', (_, facts, words) => {
    expect(verdict(view(facts), 0, 2)).toBe(words);
  });
});

describe('a step in words', () => {
  test('begins where the attack begins', () => {
    expect(told({ step: 0, loss: 0.02 })).toBe(
      'The attack starts from the digit itself: ‖δ‖₂ is 0, the loss 0.020.',
    );
    expect(stepText({ ...step, step: 0 }, 'Linf', 'robust', true, 2)).toBe(
      'The attack starts from a random point of the ball, ‖δ‖∞ 1.200. The loss there is 1.250.',
    );
  });

  test('stays in the ball', () => {
    expect(told({})).toBe(
      'Step 3 moves 0.375 up the loss and stays in the ball (‖δ‖₂ 1.20). The loss goes from 0.500 to 1.250.',
    );
  });

  test('leaves the ball, and is projected', () => {
    expect(told({ stepped: 1.7, inBall: 1.5, after: 1.5 })).toContain(
      'leaves the ball (‖δ‖₂ 1.70); projecting brings it back to 1.50.',
    );
  });

  test('tells what the limits of pixels took', () => {
    expect(told({ after: 1.1 })).toContain(', and pixels that may not leave 0 to 1 take it to 1.10.');
  });

  test('speaks of no change that it cannot show', () => {
    const words = told({ stepped: 1.5004, inBall: 1.5, after: 1.4998 });
    expect(words).toContain('stays in the ball (‖δ‖₂ 1.50).');
    expect(words).not.toContain('take it to');
  });

  test('tells when the network changes its mind', () => {
    expect(told({}, 7)).toMatch(/, and the robust network now reads 7\.$/);
  });

  test('has nothing to follow where there is no gradient', () => {
    expect(told({ moved: 0 })).toBe('Step 3 finds no gradient to follow: the loss is 1.250.');
  });

  test('moves every pixel alike in L∞', () => {
    expect(stepText(step, 'Linf', 'standard', false, 2)).toContain('moves every pixel by 0.375 up the loss');
  });
});

describe('the reader’s own point in words', () => {
  test.each([
    ['inside the ball', 1.2, 1.2, 'Your point lies inside the ball, ‖δ‖₂ 1.20.'],
    ['outside', 1.8, 1.8, 'Your point lies outside the ball, ‖δ‖₂ 1.80.'],
    [
      'on its edge, as far as the digits tell',
      1.5001,
      1.5001,
      'Your point lies on the ball’s edge, ‖δ‖₂ 1.50.',
    ],
    [
      'where pixels are clamped',
      1.8,
      1.3,
      'Your point lies outside the ball, ‖δ‖₂ 1.80. Pixels kept within 0 to 1, 1.30 of it is left.',
    ],
  ])('%s', (_, free, size, words) => {
    expect(pointText(view({ free, size }), 'L2', 1.5)).toBe(words);
  });

  test('gives its place along both axes', () => {
    expect(placeText([1.234, -0.5], 'reads 3 (97 %)')).toBe(
      '1.23 along the perturbation, -0.50 up the first gradient: reads 3 (97 %)',
    );
  });
});

describe('the slice in words', () => {
  const moves = Array.from({ length: 11 }, () => ({ stepped: [0, 0], after: [0, 0] }) as const);
  const slice = (norm: 'L2' | 'Linf') => ({
    ...{ norm, moves: [...moves], eps: 1.5, held: 1, corners: [] },
    ...{ centre: [0, 0] as const, extent: 2 },
  });

  test('says that nothing is computed yet', () => {
    expect(sliceAlt(view({ slice: null }), 'robust', 2, [])).toContain('not computed yet');
  });

  test('tells the ball’s shape, the regions and the steps', () => {
    expect(sliceAlt(view({ slice: slice('L2') }), 'standard', 2, [2, 3, 7])).toBe(
      'Slice of picture space around the digit: the ball of radius 1.5 is a circle; regions read as 3, 7 lie around that of 2. The attack on the standard network takes 10 steps, each followed by its projection.',
    );
    expect(sliceAlt(view({ slice: slice('Linf') }), 'standard', 2, [2])).toContain(
      'is a polygon. The attack',
    );
  });
});

test('a frame is the start or a step of so many', () => {
  expect([stepCount({ step: 0, of: 10 }), stepCount({ step: 4, of: 10 })]).toEqual([
    'the start',
    'step 4 of 10',
  ]);
});
