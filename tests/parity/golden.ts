// What PyTorch computed on the weights that ship: tests/fixtures/parity, written by `python -m training.golden`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

interface Description<Facts> {
  data: string;
  arrays: { name: string; shape: number[]; offset: number }[];
  facts: Facts;
}

export interface Golden<Facts> {
  facts: Facts;
  /** The names of the arrays, in the order of the file. */
  names: string[];
  /** An array's numbers, flat, channels last. */
  values: (name: string) => Float32Array;
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
  return {
    facts,
    names: facts.arrays.map((array) => array.name),
    shape: (wanted) => find(wanted).shape,
    values: (wanted) => {
      const { shape, offset } = find(wanted);
      return floats.slice(offset, offset + shape.reduce((product, side) => product * side, 1));
    },
  };
}

/** The ids of the models that ship. */
export async function shippedModels(): Promise<string[]> {
  const index = (await json(new URL('public/weights/index.json', repository))) as {
    models: { id: string }[];
  };
  return index.models.map((model) => model.id);
}

/** The SHA-256 of each shard that ships for a model: golden values of other weights say nothing. */
export async function shippedShards(id: string): Promise<string[]> {
  const card = (await json(new URL(`public/weights/${id}/card.json`, repository))) as {
    shards: { sha256: string }[];
  };
  return card.shards.map((shard) => shard.sha256);
}
