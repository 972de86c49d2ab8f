// What PyTorch computed of style transfer: tests/fixtures/parity-style, written by `python -m training.golden.style`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ParameterisationName, OptimizerName } from '../../src/lib/experiments/synthesis.ts';
import { hashedPlaces } from '../hashed.ts';
import type { Move } from './style-compute.ts';

/** At most 200 numbers of an array, and its shape. */
export interface Sampled {
  shape: number[];
  values: string;
}

/** A loss by its parts (content, style layers, variation), and its gradient, where no ReLU is about to switch. */
interface LossAtPoint {
  seed: number;
  parts: number[];
  gradient: Sampled;
}

export interface StyleEvaluation {
  model: string;
  net: string;
  shards: string[];
  tvWeight: number;
  pixels: LossAtPoint;
  moved: LossAtPoint;
  fourier: LossAtPoint;
}

export interface StyleRun {
  model: string;
  contentModel: string | null;
  settings: {
    parameterisation?: ParameterisationName;
    optimizer?: OptimizerName;
    tv_weight?: number;
    sizes?: number[];
  };
  start: number;
  loss: number;
  evaluations: number;
}

type Arrays = 'gram' | 'variation' | 'decoded' | 'warped';

interface Fixture {
  placeSeed: number;
  contentSeed: number;
  styleSeed: number;
  weightSeed: number;
  reach: number;
  /** Height and width. */
  content: [number, number];
  style: [number, number];
  moves: Move[];
  operations: Record<'gram' | 'decoded' | 'encoded' | 'shrunk' | 'grown', Sampled> &
    Record<`gradient of ${Exclude<Arrays, 'warped'>}`, Sampled> &
    Record<'warped' | 'gradient of warped', Sampled[]> & { variation: number };
  evaluations: StyleEvaluation[];
  iterations: number;
  /** Of the runs; the evaluations have the protocol's. */
  styleWeight: number;
  runs: StyleRun[];
}

const file = new URL('../fixtures/parity-style/style.json', import.meta.url);
export const fixture = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as Fixture;

/** The numbers that the fixture keeps of an array. */
export const expected = ({ values }: Sampled): Float32Array =>
  new Float32Array(Uint8Array.from(Buffer.from(values, 'base64')).buffer);

/** Of an array, the same numbers. */
export function sampled(values: ArrayLike<number>, { values: theirs }: Sampled): Float32Array {
  const count = Buffer.byteLength(theirs, 'base64') / 4;
  if (values.length === count) return Float32Array.from(values);
  return Float32Array.from(hashedPlaces(count, fixture.placeSeed, values.length), (place) => values[place]!);
}
