import { PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import {
  depth,
  fieldOfView,
  height,
  home,
  keyed,
  limits,
  moved,
  projection,
  stand,
  width,
  type Vector,
} from '../../../src/components/figures/loss-landscape/camera.ts';
import { planeOf, randomDirection } from '../../../src/components/figures/loss-landscape/directions.ts';
import { frameOf } from '../../../src/components/figures/loss-landscape/frame.ts';
import { lossAt, LossGridBuilder, lossOf } from '../../../src/components/figures/loss-landscape/grid.ts';
import { addTube } from '../../../src/components/figures/loss-landscape/lines.ts';
import { MeshBuilder } from '../../../src/components/figures/loss-landscape/mesh.ts';
import { rasterise } from '../../../src/components/figures/loss-landscape/raster.ts';
import { colourAt, contoursOf, scaleOf } from '../../../src/components/figures/loss-landscape/scale.ts';
import { model, span } from '../../../src/components/figures/loss-landscape/state.ts';
import { surfaces, survey, type Frames } from '../../../src/components/figures/loss-landscape/survey.ts';
import { ground, heightOf, signs } from '../../../src/components/figures/loss-landscape/terrain.ts';
import { places, profileOf } from '../../../src/components/figures/loss-landscape/view.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

/** A slope along the first axis: no loss on the left, `top` on the right. */
const slope = (side: number, top: number) => ({
  side,
  losses: Float32Array.from({ length: side * side }, (_, i) => (top * (i % side)) / (side - 1)),
});

describe('the camera', () => {
  test('sees what three’s own camera sees', () => {
    for (const camera of [home, { turn: -135, tilt: 70, zoom: 1.8 }, { turn: 90, tilt: 10, zoom: 0.6 }]) {
      const { eye, middle } = stand(camera);
      const theirs = new PerspectiveCamera(fieldOfView, width / depth, 0.5, 30);
      theirs.up.set(0, 0, 1);
      theirs.position.set(...eye);
      theirs.lookAt(...middle);
      theirs.updateMatrixWorld();
      for (const place of [
        [-1, 1, 0.3],
        [0.4, -0.8, 1],
        [1, 1, 0],
      ] as Vector[]) {
        const seen = new Vector3(...place).project(theirs);
        const { x, y } = projection(camera)(place);
        expect(x).toBeCloseTo(((seen.x + 1) / 2) * width, 4);
        expect(y).toBeCloseTo(((1 - seen.y) / 2) * depth, 4);
      }
    }
  });

  test('goes round without an end, and no further up, down, near or far than it may', () => {
    expect(moved({ ...home, turn: 175 }, { turn: 10 }).turn).toBe(-175);
    expect(moved({ ...home, turn: -180 }, { turn: -1 }).turn).toBe(179);
    expect(moved(home, { tilt: 999 }).tilt).toBe(limits.tilt.max);
    expect(moved(home, { zoom: -9 }).zoom).toBe(limits.zoom.min);
    expect(moved({ ...home, zoom: 1.1 }, { zoom: 0.2 }).zoom).toBe(1.3);
  });

  test('obeys arrows, plus, minus and Home, and leaves other keys to the page', () => {
    const turned = keyed(keyed(home, 'ArrowRight')!, 'ArrowUp')!;
    expect(turned).toEqual({ turn: home.turn + 10, tilt: home.tilt + 5, zoom: 1 });
    expect(keyed(keyed(turned, '+')!, '-')).toEqual(turned);
    expect(keyed(turned, 'Home')).toEqual(home);
    expect([keyed(home, 'Tab'), keyed(home, 'PageDown'), keyed(home, ' ')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('writes the axes on the sides that are nearer, wherever it stands', () => {
    for (let turn = -180; turn < 180; turn += 15) {
      const { ticks, titles } = frameOf(
        { ...home, turn },
        { top: 8, ticks: [0, 2, 4, 6, 8] },
        0.5,
        'at random',
      );
      const middle = projection({ ...home, turn })([0, 0, 0]);
      for (const { y } of titles) expect(y).toBeGreaterThanOrEqual(Math.floor(middle.y));
      expect(ticks.map(({ text }) => text)).toEqual([
        ...['−1', '−0.5', '0', '0.5', '1'],
        ...['−1', '−0.5', '0', '0.5', '1'],
        '2',
        '4',
        '6',
        '8',
      ]);
    }
  });
});

describe('the plane', () => {
  const end = Float32Array.from({ length: 50 }, (_, i) => Math.sin(i));

  test('has axes at right angles and of length one, the first along the attack', () => {
    const { u, v } = planeOf(end, undefined, 3);
    expect([dot(u, u), dot(v, v), dot(u, v)].map((value) => Math.abs(Number(value.toFixed(5))))).toEqual([
      1, 1, 0,
    ]);
    expect(dot(end, u)).toBeCloseTo(Math.hypot(...end), 4);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(planeOf(end, undefined, 3)).toEqual(planeOf(end, undefined, 3));
    expect(planeOf(end, undefined, 3).v).not.toEqual(planeOf(end, undefined, 4).v);
  });

  test('goes through a second attack, and draws where that is the first once more', () => {
    const second = randomDirection(50, 9);
    const { u, v } = planeOf(end, second, 3);
    const rest = Float32Array.from(
      second,
      (value, i) => value - dot(second, u) * u[i]! - dot(second, v) * v[i]!,
    );
    expect(Math.hypot(...rest)).toBeLessThan(1e-4);
    expect(
      planeOf(
        end,
        end.map((value) => 2 * value),
        3,
      ),
    ).toEqual(planeOf(end, undefined, 3));
  });

  test('is there even where an attack has moved nothing', () => {
    const { u, v } = planeOf(new Float32Array(50), undefined, 3);
    expect([dot(u, u), dot(v, v), dot(u, v)].map((value) => Math.abs(Number(value.toFixed(5))))).toEqual([
      1, 1, 0,
    ]);
  });
});

describe('the loss over it', () => {
  test('is read coarse first, and handed out whenever a grid is whole', () => {
    const builder = new LossGridBuilder(9, 1);
    const chunk = (points: number[], stride: number) => ({
      ...{ step: 0, of: 81, stride },
      points: Uint16Array.from(points),
      probabilities: Float32Array.from(points.flatMap((point) => [0.2, Math.exp(-point)])),
    });
    expect(builder.add(chunk([0, 8], Infinity))).toBeUndefined();
    const coarse = builder.add(chunk([72, 80], 8))!;
    expect(coarse.side).toBe(2);
    expect(Array.from(coarse.losses, Math.round)).toEqual([0, 8, 72, 80]);
    expect(builder.add(chunk([4], 8))).toBeUndefined();
  });

  test('has a top where a network gives a class nothing at all', () => {
    expect(lossOf(1)).toBeCloseTo(0);
    expect(lossOf(Math.exp(-3))).toBeCloseTo(3);
    expect(lossOf(0)).toBeLessThan(90);
  });

  test('runs straight between the grid’s points, with the first row at the top', () => {
    const grid = { side: 2, losses: Float32Array.of(0, 4, 8, 12) };
    expect([lossAt(grid, -1, 1), lossAt(grid, 1, 1), lossAt(grid, -1, -1), lossAt(grid, 0, 0)]).toEqual([
      0, 4, 8, 6,
    ]);
    const { attack, second } = profileOf(slope(9, 16));
    expect(attack).toEqual(places.map((place) => 8 * (place / span + 1)));
    expect(new Set(second)).toEqual(new Set([8]));
  });
});

describe('the surfaces', () => {
  const [steep, gentle] = [slope(9, 12), slope(9, 3)];
  const scale = scaleOf([steep, gentle]);
  const marks = {
    ball: 0.5,
    shown: 1,
    path: [
      { x: 0, y: 0, loss: 6 },
      { x: 0.5, y: 0, loss: 9 },
      { x: 0.6, y: 0, loss: 10 },
    ],
  };

  test('share one scale of height and of colour', () => {
    expect(scale.top).toBe(12);
    expect(heightOf(12, scale)).toBe(height);
    expect(heightOf(3, scale)).toBeCloseTo(height / 4);
    expect(contoursOf(scale).every((level) => level > 0 && level < 12)).toBe(true);
    const lightness = [0, 0.25, 0.5, 0.75, 1].map((share) => dot(colourAt(share), [0.21, 0.72, 0.07]));
    expect([...lightness].sort((a, b) => a - b)).toEqual(lightness);
  });

  test('of two networks that lose next to nothing look flat', () => {
    expect(scaleOf([slope(9, 1e-4)]).top).toBe(1);
  });

  test('carry the ring where they are, and the attack’s steps at the loss that it found', () => {
    const { ring, path } = signs(steep, scale, marks);
    for (let i = 0; i < ring!.positions.length; i += 3) {
      const [x, y, z] = ring!.positions.subarray(i, i + 3) as unknown as Vector;
      expect(Math.abs(Math.hypot(x, y) - 0.5)).toBeLessThan(0.012);
      expect(Math.abs(z - heightOf(lossAt(steep, x, y), scale))).toBeLessThan(0.03);
    }
    const heights = Array.from(path!.positions).filter((_, i) => i % 3 === 2);
    // Up to the step on show, and no further.
    expect(Math.max(...heights)).toBeCloseTo(heightOf(9, scale) + 0.054, 2);
    expect(Math.min(...heights)).toBeCloseTo(heightOf(6, scale) - 0.009, 2);
  });

  test('are made of the numbers that were read, corner by corner', () => {
    const { land } = ground(gentle, scale);
    expect(land!.positions.length).toBe(3 * 81);
    expect([...land!.positions.subarray(0, 2)]).toEqual([-1, 1]);
    expect(land!.positions[3 * 80 + 2]).toBeCloseTo(height / 4);
    expect(Math.max(...land!.indices)).toBe(80);
  });
});

describe('the hand that draws them without a graphics processor', () => {
  const plate = (z: number, colour: [number, number, number]) => {
    const builder = new MeshBuilder();
    const corners = (
      [
        [-1, -1, z],
        [1, -1, z],
        [1, 1, z],
        [-1, 1, z],
      ] as Vector[]
    ).map((place) => builder.corner(place, colour));
    builder.square(...(corners as [number, number, number, number]));
    return builder;
  };
  const above = { ...home, tilt: 85 };
  const middleOf = ({ width, height, rgba }: ReturnType<typeof rasterise>) => {
    const at = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
    return [...rgba.subarray(at, at + 4)];
  };

  test('leaves paper where there is nothing, and hides what lies behind', () => {
    const [red, blue] = [plate(0.1, [1, 0, 0]).build(), plate(0.5, [0, 0, 1]).build()];
    const drawn = rasterise([blue, red], above, 0.2);
    expect([drawn.width, drawn.height]).toEqual([width * 0.2, depth * 0.2]);
    expect([...drawn.rgba.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(middleOf(drawn)).toEqual([0, 0, 255, 255]);
  });

  test('draws of an outline only what looks away', () => {
    expect(middleOf(rasterise([plate(0.1, [1, 0, 0]).build(true)], above, 0.2))).toEqual([0, 0, 0, 0]);
    const line = new MeshBuilder();
    const way: Vector[] = [
      [-1, 0, 0.2],
      [1, 0, 0.2],
    ];
    addTube(line, way, { radius: 0.1, colour: () => [1, 1, 1] });
    const casing = new MeshBuilder();
    addTube(casing, way, { radius: 0.2, colour: () => [0, 0, 0] });
    expect(middleOf(rasterise([line.build(), casing.build(true)], above, 0.2))).toEqual([255, 255, 255, 255]);
  });
});

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

test('camera, view and step are looks of one run; the plane, the ball and the picture are not', () => {
  const { defaults, sameRun } = model;
  expect(sameRun(defaults, { ...defaults, turn: 99, tilt: 50, zoom: 2, view: 'flat', frame: 3 })).toBe(true);
  // On digits nobody looks at the picture.
  expect(sameRun(defaults, { ...defaults, picture: 'allium', eps: 1.5 })).toBe(true);
  for (const other of [
    { eps: 1 },
    { second: 'attack' },
    { seed: 2 },
    { side: 25 },
    { digit: 3 },
    { of: 'small' },
  ] as const)
    expect(sameRun(defaults, { ...defaults, ...other }), JSON.stringify(other)).toBe(false);
  const link = model.encode({ ...defaults, turn: -45, eps: 0.75 }).toString();
  expect(link).toBe('eps=0.75&turn=-45');
  expect(model.decode(new URLSearchParams('turn=400&tilt=3&eps=9'))).toEqual(defaults);
});
