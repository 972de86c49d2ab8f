import { beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/lib/engine/card.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { loadWeights, readCard } from '../../../src/lib/engine/weights.ts';
import { useBackend } from '../../helpers.ts';
import {
  base,
  bias,
  bytesOf,
  codes,
  recordOf,
  scales,
  serverOf,
  tinyModel,
  type Server,
} from './tiny-model.ts';

let server: Server;
const options = () => ({ fetch: server.fetch, attempts: 1 });

beforeEach(async () => {
  await useBackend('cpu');
  server = serverOf(tinyModel('a'));
});

/** Replaces one of the model's files and its entry in the card. */
async function replace(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Card> {
  const card = await readCard(base, 'a', options());
  server.files.set(`${base}a/${path}`, bytes);
  const record = recordOf(path, bytes);
  if (path === 'model.json') return { ...card, model: record };
  return { ...card, shards: card.shards.map((shard) => (shard.path === path ? record : shard)) };
}

describe('Weights', () => {
  test.each([1, 6, 7, 10, 29])(
    'come out as codes times the scale of their channel, wherever the shards are cut (byte %d)',
    async (cut) => {
      server = serverOf(tinyModel('a', cut));
      const { net, weights } = await loadWeights(base, await readCard(base, 'a', options()), options());
      expect(net).toBe('tiny');
      expect(Object.keys(weights)).toEqual(['fc/kernel', 'fc/bias']);
      expect(weights['fc/kernel']!.shape).toEqual([2, 3]);
      const expected = codes.map((code, i) => Math.fround(Math.fround(code / 127 - 1) * scales[i % 3]!));
      expect([...weights['fc/kernel']!.dataSync()]).toEqual(
        expected.map((value) => expect.closeTo(value, 6)),
      );
      expect([...weights['fc/bias']!.dataSync()]).toEqual(bias);
      tf.dispose(weights);
    },
  );

  test('hold an exact zero where the code is 127', async () => {
    const { weights } = await loadWeights(base, await readCard(base, 'a', options()), options());
    expect(weights['fc/kernel']!.dataSync()[1]).toBe(0);
    tf.dispose(weights);
  });

  test('leave nothing else on the backend', async () => {
    const before = tf.memory().numTensors;
    const { weights } = await loadWeights(base, await readCard(base, 'a', options()), options());
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose(weights);
  });

  test('of a shard that the card does not list are refused in a sentence', async () => {
    const card = await readCard(base, 'a', options());
    const promise = loadWeights(base, { ...card, shards: card.shards.slice(0, 1) }, options());
    await expect(promise).rejects.toMatchObject({
      name: 'WeightsError',
      message: 'Expected the card of a to list part2.bin, got no such shard.',
    });
  });

  test('are named after the card where the model does not name its net', async () => {
    const text = new TextDecoder().decode(server.files.get(`${base}a/model.json`));
    const card = await replace('model.json', bytesOf(text.replace('"net":"tiny"', '"other":1')));
    const { net, weights } = await loadWeights(base, card, options());
    expect(net).toBe('a');
    tf.dispose(weights);
  });
});

describe('A card', () => {
  const failure = (id: string) => readCard(base, id, options()).catch((error: Error) => error);

  test('that is not there is missed in a sentence', async () => {
    expect(await failure('b')).toMatchObject({
      name: 'WeightsError',
      message:
        'Expected the card of b to be found, got the answer 404. Check the connection and run it again.',
    });
  });

  test.each([
    ['is cut short', '{"id": "a", '],
    ['is empty', ''],
    ['says nothing', 'null'],
    ['lists nothing', '{}'],
    ['is a list', '[]'],
    ['lists no shards', '{"id": "a", "model": {"path": "model.json", "bytes": 3}}'],
    ['lists shards without a path', '{"model": {"path": "model.json", "bytes": 3}, "shards": [{}]}'],
    ['is the page that some hosts send for what is not there', '<!doctype html><title>Home</title>'],
  ])('that %s is refused in a sentence', async (_, text) => {
    server.files.set(`${base}a/card.json`, bytesOf(text));
    const got = `Expected the card of a to list the model's files, got ${text.length} bytes that list none.`;
    expect(await failure('a')).toMatchObject({
      name: 'WeightsError',
      message: `${got} Check the connection and run it again.`,
    });
  });

  test('is not waited for once the run is cancelled', async () => {
    const promise = readCard(base, 'a', { ...options(), signal: AbortSignal.abort() });
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' });
  });
});
