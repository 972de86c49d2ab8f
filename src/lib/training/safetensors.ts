import { sizeOf } from './weight-shapes.ts';

// The safetensors format: eight bytes with the length of a header, the header in JSON, then the numbers. Knows no TF.js.

export interface NamedNumbers {
  shape: readonly number[];
  values: Float32Array;
}

export interface TensorFile {
  tensors: Record<string, NamedNumbers>;
  /** What the file says of itself. */
  metadata: Record<string, string>;
}

/** A header longer than this is of none of our networks. */
const longestHeader = 1_000_000;

/** The bytes of a file, little-endian float32. */
export function writeSafetensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const begin = end;
    end += 4 * values.length;
    header[name] = { dtype: 'F32', shape, data_offsets: [begin, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Numbers begin at a multiple of eight; the header may end in blanks.
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  let at = 8 + length;
  for (const { values } of Object.values(tensors))
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  return bytes;
}

/** The types that weights come in: the bytes of a number, and how it is read. */
const dtypes: Readonly<Record<string, { bytes: number; read: (view: DataView, at: number) => number }>> = {
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, read: (view, at) => halfOf(view.getUint16(at, true)) },
  BF16: { bytes: 2, read: (view, at) => upperHalf(view.getUint16(at, true)) },
};

const word = new DataView(new ArrayBuffer(4));

/** A bfloat16 is the upper half of a float32. */
function upperHalf(bits: number): number {
  word.setUint32(0, bits * 0x10000);
  return word.getFloat32(0);
}

/** The number that sixteen bits stand for in half precision: a sign, five bits of exponent, ten of fraction. */
export function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? 2 ** -24 * fraction : 2 ** (exponent - 25) * (1024 + fraction));
}

/** Whether a stranger's value is a whole number from 0. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

/** An entry of the header, once it is believed. */
interface Entry {
  name: string;
  dtype: string;
  shape: readonly number[];
  begin: number;
  end: number;
}

/**
 * Reads a file of float32, float16 or bfloat16 numbers.
 * @throws Error with a sentence, for bytes that are no such file, hold numbers of another type, or overlap
 */
export function readSafetensors(bytes: Uint8Array): TensorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? 0 : Number(view.getBigUint64(0, true));
  if (length < 2 || length > longestHeader || 8 + length > bytes.length) throw refused('a header');
  const { __metadata__: metadata = {}, ...listed } = headerIn(bytes.subarray(8, 8 + length));
  const body = bytes.length - 8 - length;
  const entries = Object.entries(listed).map(([name, entry]) => entryOf(name, entry));
  // As the format wants it: no number belongs to two tensors, and none to nobody.
  let free = 0;
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== free)
      throw refused(`${name} after the tensor before it, at ${free} and not at ${begin}`);
    if (end > body) throw refused(`all of ${name}`);
    free = end;
  }
  if (free !== body) throw refused(`${free} bytes of numbers and no more`);
  const tensors = entries.map(({ name, dtype, shape, begin }) => {
    const { bytes: size, read } = dtypes[dtype]!;
    const start = 8 + length + begin;
    const values = new Float32Array(sizeOf(shape));
    for (let i = 0; i < values.length; i++) values[i] = read(view, start + size * i);
    return [name, { shape, values }] as const;
  });
  const said = typeof metadata === 'object' && metadata !== null ? metadata : {};
  return {
    // Unlike an assignment, this makes even `__proto__` a name like any other.
    tensors: Object.fromEntries(tensors),
    metadata: Object.fromEntries(Object.entries(said).map(([key, value]) => [key, String(value)])),
  };
}

function entryOf(name: string, entry: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  const type = typeof dtype === 'string' && Object.hasOwn(dtypes, dtype) ? dtypes[dtype] : undefined;
  if (!type) throw refused(`${name} in ${Object.keys(dtypes).join(', ')}, not in ${JSON.stringify(dtype)}`);
  const [begin, end, ...more] = Array.isArray(offsets) ? (offsets as unknown[]) : [];
  const good =
    Array.isArray(shape) && shape.every(isCount) && isCount(begin) && isCount(end) && more.length === 0;
  if (!good || end !== begin + type.bytes * sizeOf(shape))
    throw refused(`as many bytes for ${name} as its shape has numbers`);
  return { name, dtype: dtype as string, shape, begin, end };
}

function headerIn(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof header === 'object' && header !== null) return header as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw refused('a header in JSON');
}

const refused = (what: string) =>
  new Error(
    `Expected the file to be a safetensors file with ${what}, got another. Save it anew, or choose another file.`,
  );
