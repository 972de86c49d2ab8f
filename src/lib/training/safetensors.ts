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

/** A header longer than this is none of ours. */
const longestHeader = 100_000;

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

/** @throws Error with a sentence, for bytes that are no such file or hold other numbers than float32 */
export function readSafetensors(bytes: Uint8Array): TensorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? 0 : Number(view.getBigUint64(0, true));
  if (length < 2 || length > longestHeader || 8 + length > bytes.length) throw refused('a header');
  const header = headerIn(bytes.subarray(8, 8 + length));
  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors: TensorFile['tensors'] = {};
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
    const sizes = Array.isArray(shape) ? (shape as unknown[]) : [NaN];
    const size = sizes.reduce<number>((product, side) => product * Number(side), 1);
    const [begin, end] = Array.isArray(offsets) ? (offsets as number[]) : [];
    const fits = Number.isInteger(begin) && begin! >= 0 && end === begin! + 4 * size;
    if (dtype !== 'F32' || !fits || 8 + length + end! > bytes.length) throw refused(`float32 numbers in ${name}`);
    const values = Float32Array.from({ length: size }, (_, i) =>
      view.getFloat32(8 + length + begin! + 4 * i, true),
    );
    tensors[name] = { shape: sizes.map(Number), values };
  }
  return { tensors, metadata: Object.fromEntries(Object.entries(metadata as object).map(([k, v]) => [k, String(v)])) };
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
  new Error(`Expected the file to be a safetensors file with ${what}, got another. Choose one that was saved here.`);
