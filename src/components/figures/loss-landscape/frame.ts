import { height, projection, stand, type Camera, type Vector } from './camera.ts';
import { span } from './state.ts';
import type { Scale } from './scale.ts';

interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface Label {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

/** What is drawn behind a surface: the floor, the two walls at the back, and what is written round them. */
export interface Frame {
  edges: Line[];
  grid: Line[];
  ticks: Label[];
  titles: Label[];
}

const short = (value: number) => Number(value.toFixed(1));

/**
 * @param eps the ball's radius: ticks stand on its edge and at both ends of the plane
 * @param second what the other direction is called
 */
export function frameOf(camera: Camera, { top, ticks }: Scale, eps: number, second: string): Frame {
  const project = projection(camera);
  const { eye } = stand(camera);
  // The walls that are further away stand behind everything, and the edges that are nearer have room to write.
  const [farX, farY] = [eye[0] > 0 ? -1 : 1, eye[1] > 0 ? -1 : 1];
  const line = (from: Vector, to: Vector): Line => {
    const [a, b] = [project(from), project(to)];
    return { x1: short(a.x), y1: short(a.y), x2: short(b.x), y2: short(b.y) };
  };
  const label = (place: Vector, text: string, anchor?: Label['anchor']): Label => {
    const { x, y } = project(place);
    const { x: centre } = project([0, 0, place[2]]);
    return {
      x: short(x),
      y: short(y),
      text,
      anchor: anchor ?? (x < centre - 40 ? 'end' : x > centre + 40 ? 'start' : 'middle'),
    };
  };
  const shares = Array.from({ length: 5 }, (_, i) => -1 + i / 2);
  const heights = ticks.map((tick) => (tick / top) * height);
  const corners: Vector[] = [
    [-1, -1, 0],
    [1, -1, 0],
    [1, 1, 0],
    [-1, 1, 0],
  ];
  // The upright that stands furthest to the left carries the scale of the loss.
  const [left] = [...corners].sort((a, b) => project(a).x - project(b).x) as [Vector];
  const written = (value: number) => String(Number(value.toFixed(2))).replace('-', '−');
  return {
    edges: [
      ...corners.map((corner, i) => line(corner, corners[(i + 1) % 4]!)),
      line([farX, farY, 0], [farX, farY, height]),
      line([farX, -farY, 0], [farX, -farY, height]),
      line([-farX, farY, 0], [-farX, farY, height]),
    ],
    grid: [
      ...shares.flatMap((share) => [
        line([share, -1, 0], [share, 1, 0]),
        line([-1, share, 0], [1, share, 0]),
      ]),
      ...heights.flatMap((z) => [line([farX, -1, z], [farX, 1, z]), line([-1, farY, z], [1, farY, z])]),
    ],
    ticks: [
      ...[-1, -0.5, 0, 0.5, 1].map((share) =>
        label([share, -farY * 1.13, 0], written(share * span * eps), 'middle'),
      ),
      ...[-1, -0.5, 0, 0.5, 1].map((share) =>
        label([-farX * 1.13, share, 0], written(share * span * eps), 'middle'),
      ),
      // A loss of nothing is the floor, and there the other axes are written.
      ...ticks.flatMap((tick, i) =>
        tick > 0 ? [label([left[0] * 1.06, left[1] * 1.06, heights[i]!], written(tick), 'end')] : [],
      ),
    ],
    titles: [label([0, -farY * 1.4, 0], 'along the attack'), label([-farX * 1.38, 0, 0], second)],
  };
}
