import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Heap } from '../../../src/lib/engine/kernels/heap.ts';
import { PackedWeights } from '../../../src/lib/engine/kernels/packed-weights.ts';
import type { PrivateBackend } from '../../../src/lib/engine/kernels/private-tfjs.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { useBackend, valuesOf } from '../../helpers.ts';

/** A heap that only counts what is taken and given back. */
function countingHeap() {
  const taken = new Map<number, number>();
  let next = 1000;
  const malloc = (bytes: number) => {
    next += bytes + 100;
    taken.set(next, bytes);
    return next;
  };
  const backend = { wasm: { _malloc: malloc, _free: (at: number) => taken.delete(at) } };
  return { heap: new Heap(backend as unknown as PrivateBackend), taken };
}

describe('Packed weights', () => {
  let weights: PackedWeights;
  let taken: Map<number, number>;
  let packed: string[];
  const [a, b, c] = [{}, {}, {}];
  const get = (source: object, purpose: string) =>
    weights.get(source, purpose, 40, () => packed.push(purpose));

  beforeEach(() => {
    const counting = countingHeap();
    taken = counting.taken;
    weights = new PackedWeights(counting.heap, 100);
    packed = [];
  });

  test('are packed once for each purpose', () => {
    const first = get(a, 'forward');
    expect(get(a, 'back')).not.toBe(first);
    expect(get(a, 'forward')).toBe(first);
    expect(packed).toEqual(['forward', 'back']);
  });

  test('are freed with the tensor that they come from', () => {
    get(a, 'forward');
    get(a, 'back');
    weights.drop(a);
    expect(weights.bytes).toBe(0);
    expect(taken.size).toBe(0);
  });

  test('beyond the bound, the longest unused go first, and are packed anew when they are wanted', () => {
    get(a, 'a');
    get(b, 'b');
    get(a, 'a');
    get(c, 'c');
    expect(weights.bytes).toBe(80);
    get(a, 'a');
    get(b, 'b');
    expect(packed).toEqual(['a', 'b', 'c', 'b']);
  });
});

describe('The memory of our kernels', () => {
  test('is begun at a line of the cache', () => {
    const { heap } = countingHeap();
    expect(heap.allocate(5) % 64).toBe(0);
  });

  test('grows for scratch and is kept for the next', () => {
    const { heap, taken } = countingHeap();
    heap.scratch(100);
    heap.scratch(50);
    heap.scratch(200);
    expect([...taken.values()]).toEqual([264]);
  });

  test('says when it is full, and what to do', () => {
    const heap = new Heap({ wasm: { _malloc: () => 0 } } as unknown as PrivateBackend);
    expect(() => heap.allocate(8)).toThrow('Choose a smaller picture');
  });
});

describe("A tensor's clone", () => {
  beforeAll(() => useBackend('wasm'));

  test('shares its numbers, and outlives it', () => {
    const before = tf.memory().numDataBuffers;
    const tensor = tf.tensor1d([1, 2, 3]);
    const buffers = tf.memory().numDataBuffers;
    const clone = tensor.clone();
    expect(tf.memory().numDataBuffers).toBe(buffers);
    tensor.dispose();
    expect([...valuesOf(clone)]).toEqual([1, 2, 3]);
    expect(tf.memory().numDataBuffers).toBe(before);
  });
});
