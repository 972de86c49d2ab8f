// What PyTorch computed on the weights that ship: tests/fixtures/parity, written by `python -m training.golden.weights`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { relativeError } from '../relative-error.ts';

interface Description<Facts> {
  data: string;
  arrays: { name: string; shape: number[]; offset: number; every?: number; norm?: number }[];
  facts: Facts;
}

export interface Golden<Facts> {
  facts: Facts;
  /** The names of the arrays, in the order of the file. */
  names: string[];
  /** An array's numbers, flat, channels last; of a large activation those that the fixture keeps. */
  values: (name: string) => Float32Array;
  /** How far an array is from the one called `name`: the relative error of what `values` has of it, or of its L2 norm. */
  error: (name: string, ours: ArrayLike<number>) => number;
  shape: (name: string) => number[];
}

export interface NetFacts {
  model: string;
  /** SHA-256 of the shards that the numbers were computed from. */
  shards: string[];
  /** One class for each of the images. */
  targets: number[];
}

export interface TraversalFacts {
  step: number;
  steps: number;
  target: number;
  models: string[];
  shards: Record<string, string[]>;
}

export interface PgdFacts {
  model: string;
  label: number;
  runs: { norm: 'l2' | 'linf'; eps: number; step: number; steps: number }[];
  shards: string[];
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

const normOf = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
};

const folder = new URL('../fixtures/parity/', import.meta.url);
const repository = new URL('../../', import.meta.url);

const json = async (url: URL) => JSON.parse(await readFile(fileURLToPath(url), 'utf8')) as unknown;

/** Reads a fixture by its name: a net's id, `traversal` or `pgd`. */
export async function readGolden<Facts>(name: string): Promise<Golden<Facts>> {
  const facts = (await json(new URL(`${name}.json`, folder))) as Facts & Description<Facts>;
  const bytes = await readFile(fileURLToPath(new URL(facts.data, folder)));
  const floats = new Float32Array(Uint8Array.from(bytes).buffer);
  const find = (wanted: string) => {
    const array = facts.arrays.find((each) => each.name === wanted);
    if (array === undefined) throw new Error(`The fixture ${name} has no array called ${wanted}.`);
    return array;
  };
  const values = (wanted: string) => {
    const { shape, offset, every = 1 } = find(wanted);
    return floats.slice(offset, offset + Math.ceil(sizeOf(shape) / every));
  };
  return {
    facts,
    names: facts.arrays.map((array) => array.name),
    shape: (wanted) => find(wanted).shape,
    values,
    error: (wanted, ours) => {
      const { shape, every = 1, norm } = find(wanted);
      if (ours.length !== sizeOf(shape)) return Infinity;
      const sample = Float32Array.from(ours).filter((_, i) => i % every === 0);
      const near = relativeError(sample, values(wanted));
      return norm === undefined ? near : Math.max(near, relativeError([normOf(ours)], [norm]));
    },
  };
}

/**
 * The ids of the models that ship and have golden values: those of our own that are whole. A snapshot is the network
 * of the finished model with other numbers in it.
 */
export async function shippedModels(): Promise<string[]> {
  const index = (await json(new URL('public/weights/index.json', repository))) as {
    models: { id: string; card: string }[];
  };
  const cards = await Promise.all(
    index.models.map(({ card }) => json(new URL(`public/weights/${card}`, repository))),
  );
  const ours = (cards as { id: string; hyperparameters?: object; share?: number; upTo?: string }[]).filter(
    ({ hyperparameters, share, upTo }) => hyperparameters && share === undefined && upTo === undefined,
  );
  return ours.map(({ id }) => id);
}

/** The SHA-256 of each shard that ships for a model: golden values of other weights say nothing. */
export async function shippedShards(id: string): Promise<string[]> {
  const card = (await json(new URL(`public/weights/${id}/card.json`, repository))) as {
    shards: { sha256: string }[];
  };
  return card.shards.map((shard) => shard.sha256);
}
