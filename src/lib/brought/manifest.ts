import { EngineError } from '../engine/errors.ts';
import type { LentModel } from '../engine/models.ts';
import type { WeightShapes } from '../nets/layout.ts';
import { halfOf, isCount } from '../training/safetensors.ts';
import { sizeOf } from '../training/weight-shapes.ts';

// TF.js's weights-manifest, as our export and converter write it, read without TF.js: kernels as bytes with one scale
// an output channel, or in half precision, or in single.

interface Spec {
  name: string;
  shape: readonly number[];
  /** How its numbers are stored. */
  stored: keyof typeof sizes;
  min: number;
  scale: number;
}

const sizes = { uint8: 1, float16: 2, float32: 4 } as const;
const suffix = '_scale';

/** One group of a manifest: its files in their order, and the weights that lie in them one after the other. */
export interface Group {
  paths: readonly string[];
  specs: readonly Spec[];
}

const refused = (sentence: string) =>
  new EngineError('WeightsError', `${sentence} Write the folder anew with training/convert.py.`);

function specOf(entry: unknown): Spec {
  const { name, shape, dtype, quantization } = (entry ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !Array.isArray(shape) || !shape.every(isCount))
    throw refused('Expected every weight of model.json to have a name and a shape, got one without.');
  const { dtype: stored = dtype, min = 0, scale = 1 } = (quantization ?? {}) as Record<string, unknown>;
  if (typeof stored !== 'string' || !Object.hasOwn(sizes, stored) || dtype !== 'float32')
    throw refused(
      `Expected ${name} to be float32, stored as one of ${Object.keys(sizes).join(', ')}, got ${JSON.stringify(dtype)} stored as ${JSON.stringify(stored)}.`,
    );
  if (typeof min !== 'number' || typeof scale !== 'number')
    throw refused(`Expected numbers to quantise ${name} with, got ${JSON.stringify(quantization)}.`);
  return { name, shape, stored: stored as Spec['stored'], min, scale };
}

/** What model.json lists. @throws EngineError with a sentence */
export function groupsIn(model: Record<string, unknown>): Group[] {
  const groups = model['weightsManifest'];
  if (!Array.isArray(groups) || groups.length === 0)
    throw refused('Expected model.json to have a weightsManifest, got none.');
  return groups.map((group) => {
    const { paths, weights } = (group ?? {}) as Record<string, unknown>;
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string') || !Array.isArray(weights))
      throw refused('Expected the weightsManifest to list paths and weights, got something else.');
    return { paths, specs: weights.map(specOf) };
  });
}

/** The shapes of the weights by name, without the scales that kernels are multiplied with. */
export function shapesIn(groups: readonly Group[]): WeightShapes {
  const all = groups.flatMap(({ specs }) => specs);
  return Object.fromEntries(
    all.filter(({ name }) => !name.endsWith(suffix)).map(({ name, shape }) => [name, shape]),
  );
}

/**
 * The weights as numbers, as TF.js would compute them.
 * @param file gives the bytes of a shard
 * @throws EngineError with a sentence, where a shard has other bytes than its weights need
 */
export function weightsIn(
  groups: readonly Group[],
  file: (path: string) => Uint8Array,
): LentModel['weights'] {
  const raw = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  for (const { paths, specs } of groups) {
    const bytes = joined(paths.map(file));
    const needed = specs.reduce((sum, { shape, stored }) => sum + sizeOf(shape) * sizes[stored], 0);
    if (needed !== bytes.length)
      throw refused(`Expected ${paths.join(', ')} to have ${needed} bytes, got ${bytes.length}.`);
    let at = 0;
    for (const spec of specs) {
      const end = at + sizeOf(spec.shape) * sizes[spec.stored];
      raw.set(spec.name, { shape: spec.shape, values: decoded(bytes.subarray(at, end), spec) });
      at = end;
    }
  }
  const weights = [...raw].filter(([name]) => !name.endsWith(suffix));
  return Object.fromEntries(
    weights.map(([name, { shape, values }]) => [
      name,
      { shape, values: scaled(values, raw.get(`${name}${suffix}`)?.values, name) },
    ]),
  );
}

function decoded(bytes: Uint8Array, { stored, min, scale }: Spec): Float32Array {
  if (stored === 'uint8') return Float32Array.from(bytes, (code) => code * scale + min);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length / sizes[stored]);
  for (let i = 0; i < values.length; i++)
    values[i] = stored === 'float16' ? halfOf(view.getUint16(2 * i, true)) : view.getFloat32(4 * i, true);
  return values;
}

/** Times one number an output channel, which is the last axis. */
function scaled(values: Float32Array, scales: Float32Array | undefined, name: string): Float32Array {
  if (!scales) return values;
  if (scales.length === 0 || values.length % scales.length !== 0)
    throw refused(`Expected one scale for each output of ${name}, got ${scales.length}.`);
  return values.map((value, i) => value * scales[i % scales.length]!);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
