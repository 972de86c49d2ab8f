import { padSide, palette, type Mark } from '../shared/drawing/marks.ts';
import type { cifarClasses } from '../shared/networks/cifar10.ts';

// Toy drawings in flat colours, to begin with. Their places are in units of a network's pixel, 32 on a side.

type SketchName = Extract<
  (typeof cifarClasses)[number],
  'airplane' | 'automobile' | 'bird' | 'deer' | 'frog' | 'horse' | 'ship' | 'truck'
>;

export const sketchNames = [
  'airplane',
  'automobile',
  'bird',
  'deer',
  'frog',
  'horse',
  'ship',
  'truck',
] as const satisfies readonly SketchName[];

const unit = padSide / 32;
const colourOf = (name: string) => palette.findIndex((each) => each.name === name);
const inUnits = (points: readonly number[]) =>
  points.map((place) => Math.max(0, Math.min(255, Math.round(place * unit))));

/** A filled shape. @param points alternately from the left and from the top */
const shape = (colour: string, ...points: number[]): Mark => {
  return { colour: colourOf(colour), width: 1, fill: true, points: inUnits(points) };
};
const line = (colour: string, width: number, ...points: number[]): Mark => {
  return { colour: colourOf(colour), width: width * unit, fill: false, points: inUnits(points) };
};
const box = (colour: string, left: number, top: number, right: number, bottom: number) =>
  shape(colour, left, top, right, top, right, bottom, left, bottom);
const oval = (colour: string, x: number, y: number, rx: number, ry = rx) => {
  const corners = Array.from({ length: 32 }, (_, i) => (Math.PI * i) / 16);
  return shape(colour, ...corners.flatMap((a) => [x + rx * Math.cos(a), y + ry * Math.sin(a)]));
};
/** The lower part of the picture. */
const ground = (colour: string, top: number) => box(colour, 0, top, 32, 32);

/** The colour that a drawing begins with. */
export const sky = colourOf('sky');

export const sketches: Readonly<Record<SketchName, readonly Mark[]>> = {
  airplane: [
    shape('white', 5, 15, 25, 15, 29, 17, 25, 19, 6, 19),
    shape('red', 3, 8, 6.5, 8, 9, 16, 5, 16),
    shape('grey', 15, 17, 20, 17, 13, 26, 9.5, 26),
    shape('grey', 15.5, 15, 19, 15, 16, 10, 13.5, 10),
    line('blue', 1, 11, 16.5, 24, 16.5),
  ],
  automobile: [
    ground('grey', 22),
    shape('black', 9, 16, 12, 10.5, 21, 10.5, 24, 16),
    shape('sky', 10.5, 15.5, 12.8, 11.6, 16, 11.6, 16, 15.5),
    shape('sky', 17, 15.5, 17, 11.6, 20.3, 11.6, 22.4, 15.5),
    shape('red', 3.5, 16, 7, 15, 25, 15, 28.5, 17, 28.5, 22.5, 3.5, 22.5),
    oval('black', 9.5, 22.5, 2.7),
    oval('black', 22.5, 22.5, 2.7),
    oval('grey', 9.5, 22.5, 1.1),
    oval('grey', 22.5, 22.5, 1.1),
    oval('yellow', 27.4, 18.2, 0.8),
  ],
  bird: [
    ground('green', 27.5),
    line('brown', 0.8, 15, 21, 15, 28),
    line('brown', 0.8, 17.5, 21, 17.5, 28),
    shape('brown', 4, 15, 12, 14, 12, 20),
    oval('fawn', 15.5, 17, 6.8, 5),
    oval('fawn', 21.5, 10.5, 3.8),
    shape('brown', 9, 15, 17, 14, 15, 19),
    shape('yellow', 24.8, 9.4, 28.8, 10.8, 24.8, 12),
    oval('black', 22.6, 9.8, 0.7),
  ],
  deer: [
    ground('green', 23.5),
    ...[9.5, 11.8, 18, 20.3].map((x) => line('fawn', 1.3, x, 19, x, 28)),
    oval('fawn', 15, 17.5, 7, 4),
    shape('fawn', 19, 16, 22, 9, 24.5, 11, 22, 18),
    oval('fawn', 24, 9.5, 2.8, 2),
    line('brown', 0.9, 22.8, 8, 20.5, 2.5),
    line('brown', 0.9, 21.6, 5, 18.5, 3.8),
    line('brown', 0.9, 24, 8, 26.8, 2.5),
    line('brown', 0.9, 25.4, 5, 28.5, 3.8),
    oval('black', 24.6, 9.1, 0.55),
  ],
  frog: [
    ground('brown', 25),
    oval('green', 16, 19, 9.5, 7),
    oval('green', 10.8, 11.8, 3.2),
    oval('green', 21.2, 11.8, 3.2),
    oval('white', 10.8, 11.4, 1.7),
    oval('white', 21.2, 11.4, 1.7),
    oval('black', 10.8, 11.4, 0.9),
    oval('black', 21.2, 11.4, 0.9),
    line('black', 0.7, 11, 18.5, 14, 20, 18, 20, 21, 18.5),
    oval('green', 6.5, 24.5, 3.4, 2),
    oval('green', 25.5, 24.5, 3.4, 2),
  ],
  horse: [
    ground('green', 25),
    ...[9, 11.5, 18.5, 21].map((x) => line('brown', 1.6, x, 18, x, 28.5)),
    line('black', 1.4, 7.5, 15, 5.5, 18, 5.5, 22),
    oval('brown', 15, 16.5, 7.6, 4.2),
    shape('brown', 18, 16, 22, 7.5, 25, 9, 22.5, 18.5),
    shape('brown', 21.5, 7, 24, 6.5, 28.5, 10.5, 27, 12.6, 22.5, 10.5),
    line('black', 1.3, 21.8, 6.5, 19.8, 10, 18.6, 14),
    oval('black', 24.8, 8.6, 0.6),
  ],
  ship: [
    ground('blue', 20.5),
    line('black', 0.9, 16, 17, 16, 4),
    shape('white', 16.6, 5, 16.6, 14, 23, 14),
    shape('white', 15.2, 7, 15.2, 14, 9.5, 14),
    box('white', 11, 14.5, 21, 18),
    shape('black', 4, 18, 28, 18, 25, 24, 7.5, 24),
    shape('red', 6.5, 22, 26, 22, 25, 24, 7.5, 24),
  ],
  truck: [
    ground('grey', 24),
    box('white', 3, 9, 20, 22.5),
    shape('blue', 20.5, 12.5, 25, 12.5, 28.5, 17, 28.5, 22.5, 20.5, 22.5),
    shape('sky', 22, 13.8, 24.6, 13.8, 26.8, 17, 22, 17),
    line('black', 1, 3, 22.8, 28.5, 22.8),
    ...[7.5, 12.5, 24.5].map((x) => oval('black', x, 24, 2.4)),
    ...[7.5, 12.5, 24.5].map((x) => oval('grey', x, 24, 0.9)),
  ],
};
