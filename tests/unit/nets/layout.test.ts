import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { groupsIn, shapesIn } from '../../../src/lib/brought/manifest.ts';
import { layoutOf, type WeightShapes } from '../../../src/lib/nets/layout.ts';

const read = async (path: string) =>
  JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const { models } = (await read('public/weights/index.json')) as { models: { id: string }[] };
const { cases } = await read('tests/fixtures/parity-families/families.json');

describe('The shapes of a network’s weights', () => {
  test.each(models.map(({ id }) => id))('of %s, which ships, are those of its architecture', async (id) => {
    const model = await read(`public/weights/${id}/model.json`);
    const { net, config = {} } = model.userDefinedMetadata;
    const layout = layoutOf(net, config, shapesIn(groupsIn(model)));
    expect(layout.channels).toBe(id.startsWith('mnist') ? 1 : 3);
    expect(layout.classes).toBe(config.classes ?? 10);
  });

  test.each(cases as { name: string; net: string; config: Record<string, unknown>; layers: WeightShapes }[])(
    'of a $name as PyTorch builds it fit',
    ({ net, config, layers }) => {
      const shapes = Object.entries(layers).flatMap(([name, shape]) => [
        [`${name}/kernel`, shape],
        [`${name}/bias`, [shape.at(-1)!]],
      ]);
      expect(layoutOf(net, config, Object.fromEntries(shapes)).classes).toBe(config['classes']);
    },
  );

  test('say how long the representation is, and how small a picture may be', () => {
    const conv = (name: string, ...shape: number[]) => [
      [`${name}/kernel`, shape],
      [`${name}/bias`, [shape.at(-1)!]],
    ];
    const sides = [11, 5, 3, 3, 3].map((side, i) => conv(`conv${i + 1}`, side, side, i === 0 ? 3 : 4, 4));
    const dense = [conv('fc6', 16, 6), conv('fc7', 6, 5), conv('fc8', 5, 2)];
    const config = { stem: 'photo', grid: 2, classes: 2, mean: [0, 0, 0], std: [1, 1, 1] };
    const shapes = Object.fromEntries([...sides, ...dense].flat()) as WeightShapes;
    expect(layoutOf('alexnet', config, shapes)).toEqual({
      ...{ channels: 3, classes: 2, representation: 5, leastSide: 63 },
    });
  });
});
