// A model of a few numbers in the format that ships, a server of it, and nets that say what they were built from.
import { createHash } from 'node:crypto';
import type { Card, FileRecord } from '../../../src/lib/engine/card.ts';
import type { BuildNet } from '../../../src/lib/engine/models.ts';
import { weight } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';

export const base = 'http://tiny.test/weights/';

/** Files by address, and how often each was asked for. */
export interface Server {
  fetch: typeof fetch;
  files: Map<string, Uint8Array<ArrayBuffer>>;
  asked: Map<string, number>;
}

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const recordOf = (path: string, bytes: Uint8Array): FileRecord => ({
  path,
  bytes: bytes.length,
  sha256: hashOf(bytes),
});
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(text));

export function serverOf(files: Iterable<[string, Uint8Array<ArrayBuffer>]>): Server {
  const server: Server = {
    files: new Map(files),
    asked: new Map(),
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted();
      const url = input instanceof Request ? input.url : String(input);
      server.asked.set(url, (server.asked.get(url) ?? 0) + 1);
      const bytes = server.files.get(url);
      await Promise.resolve();
      return bytes === undefined ? new Response('', { status: 404 }) : new Response(bytes.slice());
    },
  };
  return server;
}

/** The codes of `fc/kernel` [2, 3], its three scales and `fc/bias`: what a shard holds. */
export const codes = [0, 127, 254, 64, 190, 1];
export const scales = [1, 0.5, 4];
export const bias = [-1, 0, 2.5];

const manifest = [
  {
    name: 'fc/kernel',
    shape: [2, 3],
    dtype: 'float32',
    quantization: { dtype: 'uint8', min: -1, scale: 1 / 127, original_dtype: 'float32' },
  },
  { name: 'fc/kernel_scale', shape: [3], dtype: 'float32' },
  { name: 'fc/bias', shape: [3], dtype: 'float32' },
];

/** The three files of a tiny model, its shard cut in two at byte `cut`. */
export function tinyModel(id: string, cut = 10): [string, Uint8Array<ArrayBuffer>][] {
  const floats = new Uint8Array(Float32Array.from([...scales, ...bias]).buffer);
  const shard = Uint8Array.from([...codes, ...floats]);
  const parts = [shard.slice(0, cut), shard.slice(cut)];
  const paths = ['part1.bin', 'part2.bin'];
  const model = bytesOf(
    JSON.stringify({
      format: 'weights-manifest',
      userDefinedMetadata: { net: 'tiny' },
      weightsManifest: [{ paths, weights: manifest }],
    }),
  );
  const card: Card = {
    id,
    model: recordOf('model.json', model),
    shards: paths.map((path, i) => recordOf(path, parts[i]!)),
  };
  return [
    [`${base}${id}/card.json`, bytesOf(JSON.stringify(card))],
    [`${base}${id}/model.json`, model],
    [`${base}${id}/part1.bin`, parts[0]!],
    [`${base}${id}/part2.bin`, parts[1]!],
  ];
}

/** Bytes of a tiny model's download, as its card states them. */
export const tinyBytes = tinyModel('any')
  .slice(1)
  .reduce((sum, [, bytes]) => sum + bytes.length, 0);

/** A net without convolutions: logits = the image's first two numbers times the kernel, plus the bias. */
export const buildTiny: BuildNet = (_, weights) => {
  const kernel = weight(weights, 'fc/kernel');
  const add = weight(weights, 'fc/bias');
  return (image) => ({
    logits: tf.add(
      tf.matMul(tf.slice(tf.reshape(image, [image.shape[0], -1]), [0, 0], [-1, 2]), kernel),
      add,
    ),
  });
};
