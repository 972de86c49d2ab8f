import { readFileSync, statSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { placeOf, sheetAddress, sheets } from '../../../src/components/figures/features/atlas.ts';
import { configOf } from '../../../src/components/figures/features/config.ts';
import { kindNames, kinds } from '../../../src/components/figures/features/kinds.ts';
import { model } from '../../../src/components/figures/features/state.ts';
import { saying } from '../../../src/components/figures/features/view.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const decode = (params: string) => model.decode(new URLSearchParams(params));

test('the second picture alone is made of Fourier coefficients and moved; all three begin alike', () => {
  const config = configOf({ of: 'things', unit: 92, seed: 3 }, 'noise');
  const [standard, robust] = kinds.things.networks;
  expect(config.models).toEqual([standard, standard, robust]);
  expect(config.ways!.map((way) => way.transforms ?? config.transforms)).toEqual([false, true, false]);
  expect(config.unit).toEqual({ layer: 'logits', index: 92 });
});

test('a link to a class that is not there shows the one next to it', () => {
  expect(decode('of=things&unit=0').unit).toBe(0);
  expect(decode('of=things&unit=118').unit).toBe(117);
  expect(decode('of=ten&unit=200').unit).toBe(9);
  expect(decode('of=ten').unit).toBe(kinds.ten.first);
});

test('a class is read by its name, a coordinate has no name', () => {
  const probabilities = new Float32Array(10).fill(0.05);
  probabilities[8] = 0.55;
  expect(saying('ten', { activation: 3, probabilities })).toBe('It reads ship, 55 % sure.');
  expect(saying('coordinates', { activation: 3.14, probabilities })).toBe('Activation 3.1.');
});

describe('The atlas', () => {
  test('is of the weights that ship (if not: npm run atlas)', () => {
    const { weights } = read('content/atlas.json') as { weights: Record<string, string> };
    const ids = new Set(kindNames.map((of) => kinds[of].networks[1]));
    expect(Object.keys(weights).sort()).toEqual([...ids].sort());
    for (const [id, sum] of Object.entries(weights))
      expect(read(`public/weights/${id}/card.json`).shards[0].sha256, id).toBe(sum);
  });

  test('has a tile for every unit that is offered, where the figure looks for it', async () => {
    for (const of of kindNames) {
      const { across, side, units } = sheets[of];
      const { width, height } = await sharp(`public/${sheetAddress(of)}`).metadata();
      expect([width, height]).toEqual([across * side, Math.ceil(units.length / across) * side]);
      expect(placeOf(of, units.at(-1)!).row).toBe(Math.ceil(units.length / across) - 1);
    }
  });

  test('is no burden: all sheets together have less than two megabytes', () => {
    const files = kindNames.map((of) => `public/${sheetAddress(of)}`);
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(2e6);
  });
});
