import { tf, type Tensor } from './tf.ts';
import type { Card } from './card.ts';
import { download, type DownloadOptions } from './download.ts';
import { EngineError } from './errors.ts';

/** A model's parameters by name, batch norm folded, kernels as the convolutions want them. The holder disposes. */
export type Weights = Record<string, Tensor>;

/** What tells a net from others of its family (depth, stem, head); its own file in `src/lib/nets` says which keys. */
export type NetConfig = Readonly<Record<string, unknown>>;

interface ModelJson {
  userDefinedMetadata?: { net?: string; config?: NetConfig };
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

export interface LoadedWeights {
  /** The name of the architecture in `src/lib/nets`. */
  net: string;
  /** Empty for a net that comes in one shape only. */
  config: NetConfig;
  weights: Weights;
}

async function getJson<T>(url: string, what: string, options: DownloadOptions): Promise<T> {
  const { fetch = globalThis.fetch, signal = null } = options;
  let reason: string;
  try {
    const response = await fetch(url, { signal });
    if (response.ok) return (await response.json()) as T;
    reason = `got the answer ${response.status}`;
  } catch (error) {
    signal?.throwIfAborted();
    reason = `got none (${error instanceof Error ? error.message : String(error)})`;
  }
  throw new EngineError(
    'WeightsError',
    `Expected ${what} to be found, ${reason}. Check the connection and run it again.`,
  );
}

/** Reads a model's card: `<base>/<id>/card.json`. @throws WeightsError */
export async function readCard(base: string, id: string, options: DownloadOptions = {}): Promise<Card> {
  return getJson<Card>(`${base}${id}/card.json`, `the card of ${id}`, options);
}

/**
 * Downloads a model in the TF.js weights-manifest format and puts it on the backend as float32.
 *
 * Kernels are stored as uint8 codes of K / s with one s for each output channel (`<layer>/kernel`,
 * `<layer>/kernel_scale`); here they are multiplied out again.
 *
 * @returns the weights, which the caller disposes.
 * @throws WeightsError when a file is missing, cut short or corrupt.
 */
export async function loadWeights(
  base: string,
  card: Card,
  options: DownloadOptions = {},
): Promise<LoadedWeights> {
  const folder = `${base}${card.id}/`;
  const modelBytes = await download(`${folder}${card.model.path}`, card.model, options);
  const model = JSON.parse(new TextDecoder().decode(modelBytes)) as ModelJson;
  const shards = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const shard of card.shards)
    shards.set(shard.path, await download(`${folder}${shard.path}`, shard, options));

  const raw: Weights = {};
  for (const group of model.weightsManifest) {
    const parts = group.paths.map((path) => {
      const bytes = shards.get(path);
      if (bytes === undefined)
        throw new EngineError(
          'WeightsError',
          `Expected the card of ${card.id} to list ${path}, got no such shard.`,
        );
      return bytes.buffer;
    });
    // Joined first: TF.js 4.22 reads the wrong bytes of several shards when the last is the largest.
    const whole = tf.io.CompositeArrayBuffer.join(parts);
    Object.assign(raw, tf.io.decodeWeights(whole, group.weights));
  }
  const { net = card.id, config = {} } = model.userDefinedMetadata ?? {};
  return { net, config, weights: multiplyScales(raw) };
}

function multiplyScales(raw: Weights): Weights {
  const weights: Weights = {};
  for (const [name, tensor] of Object.entries(raw)) {
    if (name.endsWith('_scale')) continue;
    const scale = raw[`${name}_scale`];
    weights[name] = scale === undefined ? tensor : tf.mul(tensor, scale);
    if (scale !== undefined) tf.dispose([tensor, scale]);
  }
  return weights;
}
