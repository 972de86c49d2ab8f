import { between } from '../chance.ts';
import { mix, type Rgb } from '../colour.ts';
import type { Studio } from '../hand.ts';
import type { Field } from '../noise.ts';
import { box, circle, joined, placed } from '../shapes.ts';

/** A thing on the table; of those that cover a place, the first is seen. */
export interface Thing {
  shape: Field;
  /** Its colours in the light and in the shade. */
  lit: Rgb;
  shade: Rgb;
  /** Where light turns to shade. */
  side: Field;
}

/** A table with a bottle, a guitar, fruit and a sheet of music, from front to back. */
export function stillLife({ palette, random }: Studio): Thing[] {
  const { paper, ink, cool, warm, accents } = palette;
  const flip = random() < 0.5 ? 1 : -1;
  const at = (x: number) => 0.5 + flip * (x - 0.5);
  const leftOf =
    (x: number, lean = 0.15): Field =>
    (px, py) =>
      (px - x - lean * (py - 0.5)) * flip;

  const [gx, gy, tilt] = [
    at(between(random, 0.55, 0.62)),
    between(random, 0.56, 0.62),
    flip * between(random, 0.5, 0.75),
  ];
  const body = joined(circle(0, 0.12, 0.165), circle(0, -0.1, 0.12), 0.1);
  const guitar = (shape: Field) => placed(shape, gx, gy, tilt);
  const bottleX = at(between(random, 0.24, 0.3));
  const bottle = joined(box(bottleX, 0.53, 0.068, 0.17), box(bottleX, 0.26, 0.021, 0.16), 0.09);
  const fruit = Array.from({ length: 3 }, (_, i): Thing => {
    const [x, y] = [at(0.3 + 0.13 * i + between(random, -0.03, 0.03)), between(random, 0.8, 0.87)];
    const [colour, dark] = i === 1 ? [accents[0], warm[0]] : [warm[2], warm[1]];
    return {
      shape: circle(x, y, between(random, 0.055, 0.07)),
      lit: colour,
      shade: dark,
      side: leftOf(x, 0.4),
    };
  });
  const [sheetX, sheetY] = [at(0.74), 0.86];
  return [
    ...fruit,
    { shape: guitar(circle(0, 0.03, 0.052)), lit: ink, shade: ink, side: leftOf(gx) },
    { shape: guitar(box(0, 0.155, 0.055, 0.009)), lit: ink, shade: warm[0], side: leftOf(gx) },
    { shape: guitar(box(0, -0.31, 0.022, 0.2)), lit: warm[0], shade: ink, side: leftOf(gx, -0.6) },
    { shape: guitar(body), lit: warm[2], shade: warm[1], side: leftOf(gx + 0.02 * flip, -0.5) },
    { shape: bottle, lit: cool[1], shade: mix(cool[0], ink, 0.4), side: leftOf(bottleX) },
    {
      shape: box(sheetX, sheetY, 0.13, 0.085, between(random, -0.5, 0.5)),
      lit: paper,
      shade: cool[2],
      side: leftOf(sheetX, 1),
    },
    { shape: (_, y) => 0.66 - y, lit: accents[1], shade: mix(accents[1], ink, 0.5), side: leftOf(0.45, 0.8) },
    { shape: () => -1, lit: mix(warm[2], paper, 0.55), shade: cool[2], side: leftOf(0.52, -0.7) },
  ];
}

export const thingAt = (things: readonly Thing[], x: number, y: number) =>
  things.find(({ shape }) => shape(x, y) < 0)!;
