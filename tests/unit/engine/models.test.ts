import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ModelStore, weight, type BuildNet, type Net } from '../../../src/lib/engine/models.ts';
import type { EngineStatus } from '../../../src/lib/engine/status.ts';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { buildNet as buildShipped } from '../../../src/lib/nets/index.ts';
import { useBackend, valuesOf } from '../../helpers.ts';
import { base, bias, buildTiny, serverOf, tinyBytes, tinyModel, type Server } from './tiny-model.ts';

let server: Server;
let said: EngineStatus[];
const onStatus = (status: EngineStatus) => void said.push(status);
const storeOf = (buildNet: BuildNet = buildTiny) =>
  new ModelStore({ base, buildNet, download: { fetch: server.fetch, attempts: 1 } });
const askedFor = (path: string) => server.asked.get(base + path) ?? 0;

beforeEach(async () => {
  await useBackend('cpu');
  server = serverOf([...tinyModel('a'), ...tinyModel('b')]);
  said = [];
});

describe('The store of models', () => {
  test('loads a model once, however often it is asked for', async () => {
    const store = storeOf();
    const [first] = await store.load(['a'], onStatus);
    const [again, twin] = await store.load(['a', 'a'], onStatus);
    expect(again).toBe(first);
    expect(twin).toBe(first);
    for (const path of ['a/card.json', 'a/model.json', 'a/part1.bin']) expect(askedFor(path)).toBe(1);
    store.dispose();
  });

  test('gives nets that compute, in the order they were asked for', async () => {
    const store = storeOf((id, ...rest) => Object.assign(buildTiny(id, ...rest), { of: id }));
    const nets = await store.load(['b', 'a', 'b'], onStatus);
    expect(nets[0]).toBe(nets[2]);
    expect(nets[0]).not.toBe(nets[1]);
    const logits = tf.tidy(() => nets[1]!(tf.zeros([1, 28, 28, 1]) as Tensor4D)['logits']!);
    expect([...valuesOf(logits)]).toEqual(bias);
    store.dispose();
  });

  test('reports the bytes of all that is missing together, from none to all', async () => {
    const store = storeOf();
    await store.load(['a', 'b'], onStatus);
    const loaded = said.map((status) => {
      if (status.phase !== 'downloading') throw new Error(`Expected only downloads, got ${status.phase}.`);
      expect(status.total).toBe(2 * tinyBytes);
      return status.loaded;
    });
    expect(loaded[0]).toBe(0);
    expect(loaded.at(-1)).toBe(2 * tinyBytes);
    expect(loaded).toEqual([...loaded].sort((x, y) => x - y));
    said = [];
    await store.load(['a', 'b'], onStatus);
    expect(said).toEqual([]);
    store.dispose();
  });

  test('counts only the bytes that are not there yet', async () => {
    const store = storeOf();
    await store.load(['a'], onStatus);
    said = [];
    await store.load(['a', 'b'], onStatus);
    expect(said[0]).toEqual({ phase: 'downloading', loaded: 0, total: tinyBytes });
    store.dispose();
  });

  test('keeps nothing of a model that failed, and loads it when asked again', async () => {
    const before = tf.memory().numTensors;
    const store = storeOf();
    const shard = server.files.get(`${base}a/part2.bin`)!;
    server.files.delete(`${base}a/part2.bin`);
    await expect(store.load(['a'], onStatus)).rejects.toMatchObject({ name: 'WeightsError' });
    expect(tf.memory().numTensors).toBe(before);
    server.files.set(`${base}a/part2.bin`, shard);
    await expect(store.load(['a'], onStatus)).resolves.toHaveLength(1);
    store.dispose();
  });

  test('keeps the model that came before the one that failed', async () => {
    const store = storeOf();
    server.files.delete(`${base}b/part1.bin`);
    await expect(store.load(['a', 'b'], onStatus)).rejects.toMatchObject({ name: 'WeightsError' });
    await store.load(['a'], onStatus);
    expect(askedFor('a/part1.bin')).toBe(1);
    store.dispose();
  });

  test('disposes the weights when the net cannot be built from them', async () => {
    const before = tf.memory().numTensors;
    const build = vi.fn<BuildNet>((_, weights) => {
      weights['extra'] = tf.zeros([3]);
      return () => ({ logits: weight(weights, 'fc2/kernel') });
    });
    build.mockImplementationOnce((_, weights) => {
      weights['extra'] = tf.zeros([3]);
      throw new Error('no such layer');
    });
    const store = storeOf(build);
    await expect(store.load(['a'], onStatus)).rejects.toThrow('no such layer');
    expect(tf.memory().numTensors).toBe(before);
    await store.load(['a'], onStatus);
    store.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('takes a network of the page in the place of a download, and the next one in its place', async () => {
    const store = storeOf();
    const before = tf.memory().numTensors;
    const lent = (bias: number) => ({
      net: 'tiny',
      config: {},
      weights: {
        'fc/kernel': { shape: [2, 3], values: new Float32Array(6) },
        'fc/bias': { shape: [3], values: new Float32Array(3).fill(bias) },
      },
    });
    const read = (net: Net) => [
      ...valuesOf(tf.tidy(() => net(tf.zeros([1, 28, 28, 1]) as Tensor4D)['logits']!)),
    ];
    store.lend('yours', lent(1));
    expect(tf.memory().numTensors).toBe(before);
    const [first] = await store.load(['yours'], onStatus);
    store.lend('yours', lent(2));
    const [second] = await store.load(['yours'], onStatus);
    // A run that rests may hold the first.
    expect([read(first!), read(second!)]).toEqual([Array(3).fill(1), Array(3).fill(2)]);
    store.lend('yours', lent(3));
    await store.load(['yours'], onStatus);
    expect(tf.memory().numTensors).toBe(before + 4);
    expect(said).toEqual([]);
    store.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('knows a network no more that the page has taken back, which a run that rests may still hold', async () => {
    const store = storeOf();
    const before = tf.memory().numTensors;
    const weights = {
      'fc/kernel': { shape: [2, 3], values: new Float32Array(6) },
      'fc/bias': { shape: [3], values: Float32Array.of(1, 2, 3) },
    };
    store.lend('own-mine', { net: 'tiny', config: {}, weights });
    const [net] = await store.load(['own-mine'], onStatus);
    store.takeBack('own-mine');
    expect([...valuesOf(tf.tidy(() => net!(tf.zeros([1, 28, 28, 1]) as Tensor4D)['logits']!))]).toEqual([
      1, 2, 3,
    ]);
    await expect(store.load(['own-mine'], onStatus)).rejects.toThrow('the card of own-mine');
    store.takeBack('never-lent');
    store.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stops when the run is cancelled, and can load later', async () => {
    const store = storeOf();
    await expect(store.load(['a'], onStatus, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(store.load(['a'], onStatus)).resolves.toHaveLength(1);
    store.dispose();
  });
});

test('A weight that is not there is missed by its name', () => {
  expect(() => weight({ 'fc/kernel': tf.zeros([1]) }, 'conv1/kernel')).toThrow(
    'Expected the weights to hold conv1/kernel, got only fc/kernel.',
  );
});

test.each(['densenet', 'constructor', '__proto__', 'toString', ''])(
  'A net called "%s" is unknown',
  (name) => {
    expect(() => buildShipped(name, {}, {})).toThrow(
      'Expected the net to be one of mnist-cnn, mnist-judge, alexnet, resnet, small-cnn, vgg, got',
    );
  },
);
