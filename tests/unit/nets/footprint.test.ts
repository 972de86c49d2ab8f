import { afterEach, beforeAll, expect, test } from 'vitest';
import { ModelStore } from '../../../src/lib/engine/models.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { buildNet, untrained } from '../../../src/lib/nets/index.ts';
import { ofEachShape, siteFetch, useBackend, weightsBase } from '../../helpers.ts';

beforeAll(() => useBackend('wasm'));

let store: ModelStore | undefined;
afterEach(() => store?.dispose());

test.each([...ofEachShape, 'untrained-resnet'])(
  '%s says how much a pass through it makes, in all and layer by layer',
  async (id) => {
    store = new ModelStore({
      base: weightsBase,
      buildNet,
      download: { fetch: siteFetch },
      makeModel: untrained,
    });
    const [net] = await store.load([id], () => undefined);
    const side = 128;
    const image = tf.zeros([1, side, side, 3]) as Tensor4D;
    const { footprint } = net!;
    let layers: Record<string, number> = {};
    const before = tf.memory().numBytes;
    let made = 0;
    tf.tidy(() => {
      const seen = net!(image, { upTo: Object.keys(footprint!.layers).at(-1)! });
      layers = Object.fromEntries(Object.entries(seen).map(([name, { size }]) => [name, size / side ** 2]));
      made = (tf.memory().numBytes - before) / 4 / side ** 2;
    });
    image.dispose();
    // Pooling without a border loses a row and a column; only AlexNet's lie after the last activation, one of them.
    expect(made / footprint!.made).toBeGreaterThan(0.96);
    expect(made / footprint!.made).toBeLessThanOrEqual(1);
    expect(Object.keys(layers)).toEqual(Object.keys(footprint!.layers));
    for (const [name, numbers] of Object.entries(layers)) {
      expect(numbers / footprint!.layers[name]!, name).toBeGreaterThan(0.9);
      expect(numbers / footprint!.layers[name]!, name).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...Object.values(layers)) / footprint!.largest).toBeGreaterThan(0.9);
  },
);
