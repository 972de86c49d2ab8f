import { tf, type Tensor } from './tf.ts';
import type { Card } from './card.ts';
import { download, type DownloadOptions } from './download.ts';
import { EngineError } from './errors.ts';
import { own } from './ops/own.ts';
import { attempted, checkConnection, receive } from './receive.ts';
import { entryOfCodes, packed } from './uint8-kernels.ts';

/**
 * A model's parameters by name, batch norm folded, kernels as the convolutions want them: as float32, or with a
 * `<layer>/kernel_scale` beside them in 8 bits (`Uint8Kernel`). The holder disposes.
 */
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

/** Reads a model's card: `<base>/<id>/card.json`. @throws WeightsError */
export async function readCard(base: string, id: string, options: DownloadOptions = {}): Promise<Card> {
  const { signal, fetch, attempts = 3 } = options;
  const what = `the card of ${id}`;
  try {
    const read = () => receive(`${base}${id}/card.json`, what, { signal, fetch });
    return cardIn(await attempted(attempts, read, signal), what);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError('WeightsError', `${reason} ${checkConnection}`, { cause: error });
  }
}

/** An empty file, or the page that some hosts send for a file that is not there, is no card. */
function cardIn(bytes: Uint8Array, what: string): Card {
  const card = parsed(bytes) as Partial<Card> | null | undefined;
  const listed = [card?.model, ...(Array.isArray(card?.shards) ? card.shards : [undefined])];
  if (listed.every((file) => typeof file?.path === 'string' && file.bytes >= 0)) return card as Card;
  throw new Error(`Expected ${what} to list the model's files, got ${bytes.length} bytes that list none.`);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Downloads a model in the TF.js weights-manifest format and puts it on the backend.
 *
 * Kernels are stored as uint8 codes of K / s with one s for each output channel (`<layer>/kernel`,
 * `<layer>/kernel_scale`); here they are multiplied out again to float32. Where the backend has convolutions that read
 * the codes, those of convolutions stay as they are, and no float32 of them is ever on the device.
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
  const steps = new Map<string, number>();
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
    const names = new Set(group.weights.map(({ name }) => name));
    const entries = group.weights.map((entry) => {
      const asCodes = own('Uint8Conv') && names.has(`${entry.name}_scale`) && entryOfCodes(entry);
      if (asCodes) steps.set(entry.name, entry.quantization!.scale!);
      return asCodes || entry;
    });
    Object.assign(raw, tf.io.decodeWeights(whole, entries));
  }
  const { net = card.id, config = {} } = model.userDefinedMetadata ?? {};
  return { net, config, weights: withScales(raw, steps) };
}

/** @param steps of the kernels that are there as codes, by name */
function withScales(raw: Weights, steps: ReadonlyMap<string, number>): Weights {
  const weights: Weights = {};
  for (const [name, tensor] of Object.entries(raw)) {
    if (name.endsWith('_scale')) continue;
    const scale = raw[`${name}_scale`];
    const step = steps.get(name);
    if (scale === undefined) weights[name] = tensor;
    else if (step === undefined) weights[name] = tf.mul(tensor, scale);
    else {
      const kernel = packed(tensor, step, scale);
      Object.assign(weights, { [name]: kernel.codes, [`${name}_scale`]: kernel.scale });
    }
    if (scale !== undefined) tf.dispose([tensor, scale]);
  }
  return weights;
}
