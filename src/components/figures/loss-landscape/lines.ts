import type { Vector } from './camera.ts';
import type { MeshBuilder } from './mesh.ts';
import type { Colour } from './scale.ts';

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit([x, y, z]: Vector): Vector {
  const size = Math.hypot(x, y, z) || 1;
  return [x / size, y / size, z / size];
}

interface Stroke {
  radius: number;
  colour: (place: Vector) => Colour;
  /** Whether it comes back to its first place. */
  closed?: boolean;
  /** Sides of its section. */
  around?: number;
}

/** A round line through places in space. */
export function addTube(
  builder: MeshBuilder,
  places: readonly Vector[],
  { radius, colour, closed = false, around = 6 }: Stroke,
): void {
  // Two places that are one have no direction.
  const path = places.filter((place, i) => i === 0 || Math.hypot(...minus(place, places[i - 1]!)) > 1e-6);
  if (path.length < 2) return;
  const count = path.length;
  const rings = path.map((place, i) => {
    const before = path[closed ? (i + count - 1) % count : Math.max(0, i - 1)]!;
    const after = path[closed ? (i + 1) % count : Math.min(count - 1, i + 1)]!;
    const along = unit(minus(after, before));
    const side = unit(cross(along, Math.abs(along[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1]));
    const up = cross(side, along);
    return Array.from({ length: around }, (_, k) => {
      const [cos, sin] = [Math.cos((2 * Math.PI * k) / around), Math.sin((2 * Math.PI * k) / around)];
      const at = (axis: 0 | 1 | 2) => place[axis] + radius * (cos * side[axis] + sin * up[axis]);
      return builder.corner([at(0), at(1), at(2)], colour(place));
    });
  });
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [one, next] = [rings[i]!, rings[(i + 1) % count]!];
    for (let k = 0; k < around; k++) {
      const l = (k + 1) % around;
      builder.square(one[k]!, next[k]!, next[l]!, one[l]!);
    }
  }
}

/** A ball round a place. */
export function addBall(builder: MeshBuilder, place: Vector, radius: number, colour: Colour): void {
  const [rows, columns] = [8, 12];
  const corners = Array.from({ length: rows + 1 }, (_, i) => {
    const down = (Math.PI * i) / rows;
    return Array.from({ length: columns }, (_, k) => {
      const around = (2 * Math.PI * k) / columns;
      return builder.corner(
        [
          place[0] + radius * Math.sin(down) * Math.cos(around),
          place[1] + radius * Math.sin(down) * Math.sin(around),
          place[2] + radius * Math.cos(down),
        ],
        colour,
      );
    });
  });
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < columns; k++) {
      const l = (k + 1) % columns;
      builder.square(corners[i]![k]!, corners[i + 1]![k]!, corners[i + 1]![l]!, corners[i]![l]!);
    }
}
