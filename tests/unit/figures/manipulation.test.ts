import { expect, test } from 'vitest';
import { configOf, lastCoordinate, model } from '../../../src/components/figures/manipulation/state.ts';
import { stagesOf, timesInWords } from '../../../src/components/figures/manipulation/view.ts';
import card from '../../../public/weights/photos-resnet-robust-small/card.json' with { type: 'json' };

const frame = (step: number, ...activations: number[]) => ({
  ...{ step, of: 9, width: 1, height: 1 },
  views: activations.map((activation) => ({ image: new Uint8ClampedArray(4), activation, others: 2, step })),
});
const frames = [frame(0, 1, 0), frame(1, 2, 1), frame(2, 3, 1), frame(3, 4, 2.5)];

test('the rule stops at the first frame whose coordinate is larger than every other, and not before it is shown', () => {
  expect(stagesOf(frames, 3, 0).stop?.step).toBe(2);
  expect(stagesOf(frames, 1, 0).stop).toBeUndefined();
  expect(stagesOf(frames, 3, 1)).toMatchObject({ stop: { step: 3 }, now: { step: 3, times: 1.25 } });
});

test('how far a coordinate has come is said in words, also where all others are silent', () => {
  expect(timesInWords(1.26)).toBe('1.3 times the largest other');
  expect(timesInWords(Infinity)).toBe('the only one that speaks');
});

test('every coordinate of the representation can be asked for, and no other', () => {
  expect(lastCoordinate).toBe(card.hyperparameters.shape.widths.at(-1)! - 1);
  expect(model.decode(new URLSearchParams('coordinate=255')).coordinate).toBe(255);
  expect(model.decode(new URLSearchParams('coordinate=256')).coordinate).toBe(model.defaults.coordinate);
  const picture = { width: 84, height: 84, pixels: new Float32Array(84 * 84 * 3) };
  expect(configOf({ ...model.defaults, coordinate: 7 }, picture)).toMatchObject({ coordinate: 7, until: 2 });
});
