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

  const whole = writeSafetensors(file);
  test.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('not tensors, not at all')],
    ['half of it', whole.slice(0, whole.length - 8)],
    ['a header of no JSON', whole.map((byte, i) => (i === 8 ? 0x20 : byte))],
  ])('is refused with a sentence when it is %s', (_, bytes) => {
    expect(() => readSafetensors(bytes)).toThrow(/^Expected the file to be a safetensors file with .*, got another\./);
  });
});
