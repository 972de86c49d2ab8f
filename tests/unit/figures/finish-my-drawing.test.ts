import { describe, expect, test } from 'vitest';
import { sketchAddress } from '../../../src/components/figures/finish-my-drawing/sketch-picture.ts';
import { sketches, sketchNames } from '../../../src/components/figures/finish-my-drawing/sketches.ts';
import { configOf, model, sketchSheet } from '../../../src/components/figures/finish-my-drawing/state.ts';
import { encodeMarks, palette } from '../../../src/components/figures/shared/drawing/marks.ts';

const mark = { colour: 7, width: 30, fill: false, points: [20, 30, 60, 30] };

describe('a sketch', () => {
  test.each(sketchNames)('of the class %s stays on the pad and in the palette', (name) => {
    for (const { colour, points } of sketches[name]) {
      expect(palette[colour]).toBeDefined();
      expect(points.length % 2).toBe(0);
      expect(points.every((place) => Number.isInteger(place) && place >= 0 && place <= 255)).toBe(true);
    }
    expect(sketchSheet(name)).not.toEqual(sketchSheet('none'));
  });

  test.each(sketchNames)('of the class %s is small in the colours of its marks, over the sky', (name) => {
    const svg = decodeURIComponent(sketchAddress(name));
    const inks = sketches[name].map(({ colour }) => palette[colour]!.rgb.join());
    expect([...svg.matchAll(/stroke="rgb\(([\d,]+)\)"/g)].map(([, ink]) => ink)).toEqual(inks);
    expect(/fill="rgb\(([\d,]+)\)"/.exec(svg)?.[1]).toBe(
      palette.find((each) => each.name === 'sky')!.rgb.join(),
    );
  });
});

test('a drawing is finished inside its ball, by larger steps only where the ball is larger', () => {
  const [usual, small, large] = [6, 3, 12].map((eps) => configOf({ ...model.defaults, eps }));
  expect([usual!.eps, usual!.step, small!.step, large!.step]).toEqual([6, 0.2, 0.2, 0.4]);
});

test('what the reader drew is in the link, and in what the networks are given', () => {
  const choice = { ...model.defaults, drawn: encodeMarks([mark]) };
  expect(model.decode(model.encode(choice))).toEqual(choice);
  expect(model.sameRun(choice, model.defaults)).toBe(false);
  expect(configOf(choice).starts).not.toEqual(configOf(model.defaults).starts);
  // A drawing that no link holds stays on the pad.
  const long = encodeMarks(Array.from({ length: 900 }, () => mark));
  expect(model.encode({ ...choice, drawn: long }).has('drawn')).toBe(false);
});
