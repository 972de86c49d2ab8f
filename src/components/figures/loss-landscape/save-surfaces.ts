import { saveRow } from '../shared/pictures/save-row.ts';
import type { Camera } from './camera.ts';
import type { LossGrid } from './grid.ts';
import { rasterise } from './raster.ts';
import type { Scale } from './scale.ts';
import { netNames } from './state.ts';
import { signs, type Marks } from './marks.ts';
import { ground } from './terrain.ts';

/** Saves both surfaces as they are turned, side by side, drawn by our own hand. @throws when they cannot be encoded */
export async function saveSurfaces(
  grids: readonly (LossGrid | undefined)[],
  marks: readonly (Marks | undefined)[],
  scale: Scale,
  camera: Camera,
): Promise<void> {
  const row = netNames.flatMap((net, i) => {
    const [grid, own] = [grids[i], marks[i]];
    if (!grid || !own) return [];
    const meshes = { ...ground(grid, scale), ...signs(grid, scale, own) };
    const { width, height, rgba } = rasterise(Object.values(meshes), camera, 1.6);
    return [
      { label: `loss of the ${net} network, 0 to ${scale.top.toFixed(1)}`, width, height, image: rgba },
    ];
  });
  await saveRow(row, 'loss-landscape.png');
}
