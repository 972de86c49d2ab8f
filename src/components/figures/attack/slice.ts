import { polygonHull } from 'd3';
import type { AttackFrame, Norm } from '../../../lib/experiments/attack.ts';
import type { Point } from './state.ts';

/**
 * A plane through the digit, spanned by the attack's last perturbation (to the right) and its first gradient
 * (upwards). A picture of it is digit + a · u + b · v, so a and b are lengths in L2.
 */
export interface Slice {
  u: Float32Array;
  v: Float32Array;
  norm: Norm;
  eps: number;
  /** What the drawing shows: a square of half-side extent around this point. */
  centre: Point;
  extent: number;
  /** Corners of the ball's section; empty where it is a circle (L2). */
  corners: Point[];
}

export const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
export const length = (a: Float32Array) => Math.sqrt(dot(a, a));
const tiny = 1e-6;

/** `a` without its part along the unit vector `u`, at length one; undefined when nothing is left of it. */
export function beside(a: Float32Array, u?: Float32Array): Float32Array | undefined {
  const along = u ? dot(a, u) : 0;
  const rest = u ? a.map((value, i) => value - along * u[i]!) : a;
  const size = length(rest);
  return size > tiny * Math.max(1, length(a)) ? rest.map((value) => value / size) : undefined;
}

/** Any direction at all, always the same one. */
function somewhere(seed: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => Math.sin(seed * (i + 1)));
}

/** The slice of one attacked net, from its first step and its last frame. */
export function sliceOf(frames: readonly AttackFrame[], net: number, norm: Norm, eps: number): Slice {
  const last = frames.at(-1)!.views[net]!.delta;
  const first = frames[1]!.views[net]!.direction;
  const u = beside(last) ?? beside(first) ?? beside(somewhere(1, last.length))!;
  const v = beside(first, u) ?? beside(somewhere(2, last.length), u)!;
  const corners = norm === 'Linf' ? cubeSection(u, v, eps) : [];
  const path = frames.flatMap(({ views }) => {
    const { delta, stepped } = views[net]!;
    return [flatten({ u, v }, delta), flatten({ u, v }, stepped)];
  });
  const reach = Math.max(...path.map(([a, b]) => Math.hypot(a, b)));
  const radius = edgeAt({ u, v, norm, eps }, 0)[0];
  const extent = Math.max(1.75 * radius, 1.1 * reach, 0.05);
  // The attack goes to the right, and so does the eye: what lies beyond the ball there is worth the room.
  return { u, v, norm, eps, centre: [0.28 * extent, 0], extent, corners };
}

/** Where a perturbation is seen in the slice: its orthogonal projection. */
export function flatten({ u, v }: Pick<Slice, 'u' | 'v'>, delta: Float32Array): Point {
  return [dot(delta, u), dot(delta, v)];
}

/** The picture at a point of the slice, pixels clamped to [0, 1], its perturbation, and the one before clamping. */
export function pictureAt({ u, v }: Slice, digit: Float32Array, [a, b]: Point) {
  const free = u.map((value, i) => a * value + b * v[i]!);
  const image = digit.map((value, i) => Math.min(1, Math.max(0, value + free[i]!)));
  return { image, delta: image.map((value, i) => value - digit[i]!), free };
}

/**
 * The section of the cube |δ_i| <= ε: the intersection of the strips |a · u_i + b · v_i| <= ε. Its corners are dual
 * to the edges of the hull of the points ±(u_i, v_i), of which only a few of the 1568 matter.
 */
export function cubeSection(u: Float32Array, v: Float32Array, eps: number): Point[] {
  const points = Array.from(u, (value, i): [number, number] => [value, v[i]!]);
  const hull = polygonHull([...points, ...points.map(([a, b]): [number, number] => [-a, -b])]) ?? [];
  return hull.map(([a, b], i) => {
    const [c, d] = hull[(i + 1) % hull.length]!;
    const determinant = a * d - b * c;
    return [(eps * (d - b)) / determinant, (eps * (a - c)) / determinant];
  });
}

/** The point of the ball's edge that is seen from the digit at this angle. */
export function edgeAt({ u, v, norm, eps }: Pick<Slice, 'u' | 'v' | 'norm' | 'eps'>, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let radius = eps;
  if (norm === 'Linf') {
    let widest = 0;
    for (let i = 0; i < u.length; i++) widest = Math.max(widest, Math.abs(cos * u[i]! + sin * v[i]!));
    radius = eps / Math.max(widest, tiny);
  }
  return [radius * cos, radius * sin];
}

/** The point of the drawing that lies next to a point of the slice. */
export function within({ centre, extent }: Pick<Slice, 'centre' | 'extent'>, point: Point): Point {
  const [a, b] = point.map((value, i) => Math.max(centre[i]! - extent, Math.min(centre[i]! + extent, value)));
  return [a!, b!];
}

/** The size of a perturbation in the attack's norm. */
export function sizeIn(norm: Norm, delta: Float32Array): number {
  return norm === 'L2' ? length(delta) : delta.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
