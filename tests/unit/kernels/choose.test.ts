import { afterEach, describe, expect, test, vi } from 'vitest';
import { choicesName } from '../../../src/lib/engine/kernels/webgpu/choice-store.ts';
import { chooseWays } from '../../../src/lib/engine/kernels/webgpu/choose.ts';
import type { Ways } from '../../../src/lib/engine/kernels/webgpu/ways.ts';
import { kernelsNames, parseKernelsName } from '../../../src/lib/engine/kernels-name.ts';

afterEach(() => vi.unstubAllGlobals());

/** Cache Storage in maps. */
function withCaches() {
  const stores = new Map<string, Map<string, string>>();
  vi.stubGlobal('caches', {
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    open: async (name: string) => {
      const store = stores.get(name) ?? new Map<string, string>();
      stores.set(name, store);
      return {
        match: async (at: string) => (store.has(at) ? new Response(store.get(at)!) : undefined),
        put: async (at: string, response: Response) => void store.set(at, await response.text()),
      };
    },
  });
  return stores;
}

/** A device on which each way takes so long, and the ways that were measured on it. */
function deviceOf(
  times: Record<Ways['forward'] | Ways['backward'], number> & Partial<Record<Ways['weights'], number>>,
  sound = true,
) {
  const measured: Ways[] = [];
  const measure = async (ways: Ways) => {
    measured.push(ways);
    return times[ways.forward] + 10 * times[ways.backward] + (times[ways.weights] ?? 0);
  };
  return { measured, measure, sound: async () => sound };
}

describe('The ways through a convolution', () => {
  test('are the fastest that were measured', async () => {
    withCaches();
    const ours = deviceOf({ ours: 1, tfjs: 2, flipped: 3, tiled: 4, naive: 5 });
    expect(await chooseWays('a', ours)).toEqual({
      forward: 'ours',
      backward: 'ours',
      weights: 'float32',
    });
    const theirs = deviceOf({ ours: 9, tfjs: 2, flipped: 5, tiled: 3, naive: 4 });
    expect(await chooseWays('b', theirs)).toEqual({
      forward: 'tfjs',
      backward: 'tiled',
      weights: 'float32',
    });
  });

  test('keep weights in 8 bits where that is faster, and where all kernels are ours', async () => {
    withCaches();
    const weights = { float32: 2, uint8: 1 };
    const ours = deviceOf({ ours: 1, tfjs: 2, flipped: 3, tiled: 4, naive: 5, ...weights });
    const choice = { forward: 'ours', backward: 'ours', weights: 'uint8' };
    expect(await chooseWays('a', ours)).toEqual(choice);
    expect(await chooseWays('a', ours)).toEqual(choice);
    const theirs = deviceOf({ ours: 2, tfjs: 9, flipped: 1, tiled: 3, naive: 4, ...weights });
    expect(await chooseWays('b', theirs)).toEqual({
      forward: 'ours',
      backward: 'flipped',
      weights: 'float32',
    });
    expect(theirs.measured.some((ways) => ways.weights === 'uint8')).toBe(false);
  });

  test('are measured once a device, and remembered', async () => {
    const stores = withCaches();
    const device = deviceOf({ ours: 9, tfjs: 2, flipped: 3, tiled: 4, naive: 5 });
    const first = await chooseWays('nvidia / ada', device);
    const count = device.measured.length;
    expect(count).toBe(6);
    expect(await chooseWays('nvidia / ada', device)).toEqual(first);
    expect(device.measured).toHaveLength(count);
    await chooseWays('apple / metal-3', device);
    expect(device.measured).toHaveLength(2 * count);
    expect([...stores.keys()]).toEqual([choicesName]);
  });

  test('are measured anew where what was kept is no choice, or of other kernels', async () => {
    const stores = withCaches();
    const device = deviceOf({ ours: 1, tfjs: 2, flipped: 3, tiled: 4, naive: 5 });
    await chooseWays('a', device);
    const store = stores.get(choicesName)!;
    const spoilt = ['', '{"forward":"ours","backward":"ours"}', 'null', '[]'];
    for (const spoiled of spoilt) {
      for (const address of store.keys()) store.set(address, spoiled);
      const before = device.measured.length;
      await chooseWays('a', device);
      expect(device.measured.length, spoiled).toBe(before + 8);
    }
    stores.set('robust-kernels-v0', store);
    stores.delete(choicesName);
    const before = device.measured.length;
    await chooseWays('a', device);
    expect(device.measured).toHaveLength(before + 8);
    expect(stores.has('robust-kernels-v0')).toBe(false);
  });

  test("are TF.js's alone where our kernels give something else, and nothing is measured", async () => {
    withCaches();
    const device = deviceOf({ ours: 1, tfjs: 2, flipped: 3, tiled: 4, naive: 5 }, false);
    expect(await chooseWays('a', device)).toBe('tfjs');
    const mended = deviceOf({ ours: 1, tfjs: 2, flipped: 3, tiled: 4, naive: 5 });
    expect(await chooseWays('a', mended)).toBe('tfjs');
    expect([...device.measured, ...mended.measured]).toEqual([]);
  });

  test('are measured each time where nothing can be kept', async () => {
    const device = deviceOf({ ours: 1, tfjs: 2, flipped: 3, tiled: 4, naive: 5 });
    vi.stubGlobal('caches', {
      keys: async () => {
        throw new DOMException('Storage is blocked.', 'SecurityError');
      },
    });
    await chooseWays('a', device);
    expect(await chooseWays('a', device)).toMatchObject({ forward: 'ours', backward: 'ours' });
    expect(device.measured).toHaveLength(16);
  });
});

test('?kernels= names kernels that there are, and nothing else counts', () => {
  for (const name of kernelsNames) expect(parseKernelsName(name)).toBe(name);
  for (const other of [null, undefined, '', 'Ours', 'fast', 'toString'])
    expect(parseKernelsName(other)).toBeUndefined();
});
