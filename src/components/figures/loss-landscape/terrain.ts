import { dot, height, type Vector } from './camera.ts';
import { lossAt, type LossGrid } from './grid.ts';
import { addTube } from './lines.ts';
import { MeshBuilder, type Mesh } from './mesh.ts';
import { colourAt, contoursOf, type Colour, type Scale } from './scale.ts';
import { span } from './state.ts';

/** Where the light comes from: over the reader's left shoulder, however the box is turned. */
const light: Vector = [-0.42, -0.34, 0.84];
const [ambient, diffuse] = [0.5, 0.56];

const shaded = ([r, g, b]: Colour, by: number): Colour => [
  Math.min(1, r * by),
  Math.min(1, g * by),
  Math.min(1, b * by),
];

/** A network's surface, by the names of its parts. */
export const ground = (grid: LossGrid, scale: Scale): Record<string, Mesh> => ({
  land: land(grid, scale),
  walls: walls(grid, scale),
  contours: contours(grid, scale),
  graticule: graticule(grid, scale),
});

export const heightOf = (loss: number, { top }: Scale) => (Math.min(loss, top) / top) * height;

const across = (column: number, side: number) => (2 * column) / (side - 1) - 1;

/** The surface itself. */
function land({ side, losses }: LossGrid, scale: Scale): Mesh {
  const builder = new MeshBuilder();
  const z = (row: number, column: number) => {
    const [r, c] = [Math.max(0, Math.min(side - 1, row)), Math.max(0, Math.min(side - 1, column))];
    return heightOf(losses[r * side + c]!, scale);
  };
  const step = 2 / (side - 1);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const [left, right] = [Math.max(0, column - 1), Math.min(side - 1, column + 1)];
      const [up, down] = [Math.max(0, row - 1), Math.min(side - 1, row + 1)];
      const slope: Vector = [
        (z(row, left) - z(row, right)) / ((right - left) * step),
        (z(down, column) - z(up, column)) / ((down - up) * step),
        1,
      ];
      const lit = Math.max(0, dot(slope, light) / Math.hypot(...slope));
      const colour = shaded(colourAt(losses[row * side + column]! / scale.top), ambient + diffuse * lit);
      builder.corner([across(column, side), -across(row, side), z(row, column)], colour);
    }
  for (let row = 0; row + 1 < side; row++)
    for (let column = 0; column + 1 < side; column++) {
      const at = row * side + column;
      builder.square(at + side, at + side + 1, at + 1, at);
    }
  return builder.build();
}

/** From the surface's edge down to a loss of nothing, so that it stands like a block of land that was cut out. */
function walls({ side, losses }: LossGrid, scale: Scale): Mesh {
  const builder = new MeshBuilder();
  const layers = 10;
  const last = side - 1;
  const edges = [
    { shade: 0.62, at: (i: number) => [last, i] as const },
    { shade: 0.5, at: (i: number) => [last - i, last] as const },
    { shade: 0.5, at: (i: number) => [0, last - i] as const },
    { shade: 0.7, at: (i: number) => [i, 0] as const },
  ];
  for (const { shade, at } of edges) {
    const columns = Array.from({ length: side }, (_, i) => {
      const [row, column] = at(i);
      const loss = losses[row * side + column]!;
      return Array.from({ length: layers + 1 }, (_, layer) => {
        const own = (loss * layer) / layers;
        return builder.corner(
          [across(column, side), -across(row, side), heightOf(own, scale)],
          shaded(colourAt(own / scale.top), shade),
        );
      });
    });
    for (let i = 0; i < last; i++)
      for (let layer = 0; layer < layers; layer++) {
        const [one, next] = [columns[i]!, columns[i + 1]!];
        builder.square(one[layer]!, next[layer]!, next[layer + 1]!, one[layer + 1]!);
      }
  }
  return builder.build();
}

/** Lines every half radius of the ball, so that what is flat is seen to be flat. */
function graticule(grid: LossGrid, scale: Scale): Mesh {
  const builder = new MeshBuilder();
  const count = 4 * span;
  const colour = ([, , z]: Vector) => shaded(colourAt(z / height), 1.35);
  for (let i = 0; i <= count; i++) {
    const fixed = -1 + (2 * i) / count;
    for (const place of [(free: number) => [free, fixed], (free: number) => [fixed, free]]) {
      const line = Array.from({ length: grid.side }, (_, k): Vector => {
        const [x, y] = place(across(k, grid.side)) as [number, number];
        return [x, y, heightOf(lossAt(grid, x, y), scale) + 0.001];
      });
      addTube(builder, line, { radius: 0.003, colour, around: 3 });
    }
  }
  return builder.build();
}

/** Lines of equal loss, cell by cell: where a cell's two triangles cross the level. */
function contours({ side, losses }: LossGrid, scale: Scale): Mesh {
  const builder = new MeshBuilder();
  for (const level of contoursOf(scale)) {
    const colour = () => shaded(colourAt(level / scale.top), 0.55);
    const z = heightOf(level, scale) + 0.002;
    for (let row = 0; row + 1 < side; row++)
      for (let column = 0; column + 1 < side; column++) {
        const corners = [
          [row, column],
          [row, column + 1],
          [row + 1, column + 1],
          [row + 1, column],
        ] as const;
        for (const three of [
          [3, 2, 1],
          [3, 1, 0],
        ]) {
          const crossing = three.flatMap((from, i) => {
            const [a, b] = [corners[from]!, corners[three[(i + 1) % 3]!]!];
            const [low, high] = [losses[a[0] * side + a[1]]!, losses[b[0] * side + b[1]]!];
            if (low < level === high < level) return [];
            const part = (level - low) / (high - low);
            const place: Vector = [
              across(a[1] + part * (b[1] - a[1]), side),
              -across(a[0] + part * (b[0] - a[0]), side),
              z,
            ];
            return [place];
          });
          if (crossing.length === 2) addTube(builder, crossing, { radius: 0.0045, colour, around: 3 });
        }
      }
  }
  return builder.build();
}
