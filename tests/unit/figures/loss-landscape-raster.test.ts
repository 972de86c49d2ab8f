import { describe, expect, test } from 'vitest';
import { depth, home, width, type Vector } from '../../../src/components/figures/loss-landscape/camera.ts';
import { addTube } from '../../../src/components/figures/loss-landscape/lines.ts';
import { MeshBuilder } from '../../../src/components/figures/loss-landscape/mesh.ts';
import { rasterise } from '../../../src/components/figures/loss-landscape/raster.ts';

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
