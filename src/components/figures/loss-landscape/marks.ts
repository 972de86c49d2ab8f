import type { Vector } from './camera.ts';
import { lossAt, type LossGrid } from './grid.ts';
import { addBall, addTube } from './lines.ts';
import { MeshBuilder, type Mesh } from './mesh.ts';
import type { Colour, Scale } from './scale.ts';
import { epsOf, span, type LandscapeState } from './state.ts';
import type { Survey } from './survey.ts';
import { heightOf } from './terrain.ts';

/** What stands on a surface. Places are shares of the plane's extent, from -1 to 1. */
export interface Marks {
  /** Radius of the ball. */
  ball: number;
  /** The attack, step by step: where it is seen in the plane, and the loss that it found there. */
  path: readonly { x: number; y: number; loss: number }[];
  /** The step on show. */
  shown: number;
}

/** The marks of a network's attack, up to a step. */
export function marksOf({ path }: Survey, state: LandscapeState, shown: number): Marks {
  const extent = span * epsOf(state);
  return {
    ball: 1 / span,
    path: path.map(({ place: [a, b], loss }) => ({ x: a / extent, y: b / extent, loss })),
    shown,
  };
}

// Warm paper and ink, as the rest of the page has them; on every tint one of the two can be seen.
const paper: Colour = [1, 0.976, 0.929];
const ink: Colour = [0.078, 0.066, 0.054];

/** What stands on a network's surface, by the names of its parts. */
export const signs = (grid: LossGrid, scale: Scale, marks: Marks): Record<string, Mesh> => ({
  ...ring(grid, scale, marks),
  ...path(scale, marks),
});

/** The ball's edge, lying on the surface: paper on ink, as routes are drawn on maps. */
function ring(grid: LossGrid, scale: Scale, { ball }: Marks): Record<string, Mesh> {
  const places = Array.from({ length: 144 }, (_, i): Vector => {
    const angle = (2 * Math.PI * i) / 144;
    const [x, y] = [ball * Math.cos(angle), ball * Math.sin(angle)];
    return [x, y, heightOf(lossAt(grid, x, y), scale) + 0.006];
  });
  const inner = new MeshBuilder();
  addTube(inner, places, { radius: 0.011, colour: () => paper, closed: true });
  const outer = new MeshBuilder();
  addTube(outer, places, { radius: 0.019, colour: () => ink, closed: true });
  return { ring: inner.build(), ringOutline: outer.build(true) };
}

/** The attack up to the step on show, at the loss that it found: it leaves the plane, and so may hang in the air. */
function path(scale: Scale, { path, shown }: Marks): Record<string, Mesh> {
  const places = path
    .slice(0, shown + 1)
    .map(({ x, y, loss }): Vector => [x, y, heightOf(loss, scale) + 0.012]);
  const [inner, outer] = [new MeshBuilder(), new MeshBuilder()];
  addTube(inner, places, { radius: 0.009, colour: () => ink });
  addTube(outer, places, { radius: 0.016, colour: () => paper });
  places.forEach((place, i) => {
    const radius = i === shown ? 0.042 : 0.021;
    addBall(inner, place, radius, i === shown ? paper : ink);
    addBall(outer, place, radius + (i === shown ? 0.013 : 0.008), i === shown ? ink : paper);
  });
  return { path: inner.build(), pathOutline: outer.build(true) };
}
