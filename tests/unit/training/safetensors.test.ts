import { describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../../src/lib/training/safetensors.ts';

const file = {
  tensors: {
    'a/kernel': { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, 0, 1e-20, 6) },
    'a/bias': { shape: [1], values: Float32Array.of(7) },
  },
  metadata: { card: '{"says":"ε"}' },
};

describe('A safetensors file', () => {
  test('gives back what was written into it', () => {
    expect(readSafetensors(writeSafetensors(file))).toEqual(file);
  });

  test('begins with the length of a header that fills whole words', () => {
    const bytes = writeSafetensors(file);
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(bytes.length).toBe(8 + length + 4 * 7);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header['a/bias']).toEqual({ dtype: 'F32', shape: [1], data_offsets: [24, 28] });
  });

  const headed = (header: string) => {
    const text = new TextEncoder().encode(header);
    return Uint8Array.of(text.length, 0, 0, 0, 0, 0, 0, 0, ...text);
  };

  test('needs to say nothing of itself', () => {
    expect(readSafetensors(headed('{"__metadata__":null}'))).toEqual({ tensors: {}, metadata: {} });
  });

  const whole = writeSafetensors(file);
  test.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('not tensors, not at all')],
    ['half of it', whole.slice(0, whole.length - 8)],
    ['a header of nothing', headed('null')],
    ['tensors that are nothing', headed('{"a":null}')],
    ['tensors of no shape', headed('{"a":{"dtype":"F32","shape":"all","data_offsets":[0,0]}}')],
    ['a header of no JSON', whole.map((byte, i) => (i === 8 ? 0x20 : byte))],
  ])('is refused with a sentence when it is %s', (_, bytes) => {
    expect(() => readSafetensors(bytes)).toThrow(/^Expected the file to be a safetensors file with .*, got another\./);
  });

  /** A file of this header, and so many bytes of numbers. */
  function made(header: unknown, body: Uint8Array | number): Uint8Array {
    const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
    const numbers = typeof body === 'number' ? new Uint8Array(body) : body;
    const bytes = new Uint8Array(8 + text.length + numbers.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
    bytes.set(text, 8);
    bytes.set(numbers, 8 + text.length);
    return bytes;
  }
  const entry = (dtype: string, shape: unknown, ...offsets: unknown[]) => ({ dtype, shape, data_offsets: offsets });

  test('is read in half precision and as bfloat16, too', () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x8400, 0x7bff);
    const brains = Uint16Array.of(0x3f80, 0xc000);
    const body = new Uint8Array([...new Uint8Array(halves.buffer), ...new Uint8Array(brains.buffer)]);
    const { tensors } = readSafetensors(
      made({ half: entry('F16', [6], 0, 12), brain: entry('BF16', [2], 12, 16) }, body),
    );
    expect([...tensors['half']!.values]).toEqual([1, -2, 0.333251953125, 2 ** -24, -(2 ** -14), 65504]);
    expect([...tensors['brain']!.values]).toEqual([1, -2]);
  });

  test.each<[string, Uint8Array, string]>([
    ['overlaps', made({ a: entry('F32', [2], 0, 8), b: entry('F32', [2], 4, 12) }, 12), 'b after the tensor before it'],
    ['has a hole', made({ a: entry('F32', [1], 0, 4), b: entry('F32', [1], 8, 12) }, 12), 'b after the tensor before it'],
    ['has numbers of nobody', made({ a: entry('F32', [1], 0, 4) }, 8), '4 bytes of numbers and no more'],
    ['is cut short', made({ a: entry('F32', [2], 0, 8) }, 4), 'all of a'],
    ['counts wrong', made({ a: entry('F32', [3], 0, 8) }, 8), 'as many bytes for a as its shape has numbers'],
    ['begins before itself', made({ a: entry('F32', [1], -4, 0) }, 4), 'as many bytes for a'],
    ['has sides without end', made({ a: entry('F32', [2 ** 40, 2 ** 40], 0, 4) }, 4), 'as many bytes for a'],
    ['has sides that are texts', made({ a: entry('F32', ['1'], 0, 4) }, 4), 'as many bytes for a'],
    ['is of another type', made({ a: entry('I64', [1], 0, 8) }, 8), 'a in F32, F16, BF16, not in "I64"'],
    ['is of a type of Object’s own', made({ a: entry('constructor', [1], 0, 4) }, 4), 'a in F32, F16, BF16, not in "constructor"'],
    ['has entries of nothing', made({ a: null }, 4), 'a in F32, F16, BF16, not in undefined'],
    ['has a header without end', made(' '.repeat(1_000_001), 0), 'a header,'],
  ])('is refused by name when it %s', (_, bytes, part) => {
    expect(() => readSafetensors(bytes)).toThrow(`Expected the file to be a safetensors file with ${part}`);
  });

  test('may have any names without harm', () => {
    const header = `{"__proto__":${JSON.stringify(entry('F32', [1], 0, 4))},"__metadata__":{"a":1}}`;
    const { tensors, metadata } = readSafetensors(made(header, 4));
    expect(Object.keys(tensors)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
    expect(metadata).toEqual({ a: '1' });
  });
});
