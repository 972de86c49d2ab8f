import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasRoom, requireRoom } from '../../../src/lib/engine/memory.ts';
import type { Net } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { peakBytes, requireRoomForPixels } from '../../../src/lib/experiments/room.ts';
import { useBackend } from '../../helpers.ts';

afterEach(() => void vi.restoreAllMocks());

/** A browser that gives a program at most so many bytes at once. */
function browserGives(bytes: number) {
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation((pages) => {
    if (pages * 65536 > bytes)
      throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
    return 0;
  });
}

const square = (side: number) => ({ width: side, height: side });

/** A network that makes so many numbers for each pixel. */
const netOf = (made: number): Net =>
  Object.assign(() => ({}), { footprint: { made, largest: 0, layers: {}, weights: 0 } });

describe('Where memory cannot grow', () => {
  beforeEach(() => useBackend('wasm'));

  test('what fits into what is there already is allowed', () => {
    browserGives(0);
    expect(hasRoom(1e6)).toBe(true);
    expect(hasRoom(1e9)).toBe(false);
    expect(() => requireRoom(1e9)).toThrow(/^Expected room for this computation, .* Choose a smaller size/);
  });

  test('a size is refused before anything is computed, with the size that fits', () => {
    browserGives(300e6);
    expect(() => requireRoomForPixels(square(256), [netOf(400)])).not.toThrow();
    expect(() => requireRoomForPixels(square(512), [netOf(400)], { sizes: [512, 384, 256] })).toThrow(
      'Expected about 560 MB of memory for 512 × 512 pixels, got less from this browser. ' +
        'Choose 384 px or less, or close other pages.',
    );
  });

  test('a network with few channels is given the size that one with many is refused', () => {
    browserGives(300e6);
    expect(() => requireRoomForPixels(square(512), [netOf(100)])).not.toThrow();
    expect(() => requireRoomForPixels(square(512), [netOf(100), netOf(300)])).toThrow('about 560 MB');
  });

  test('asking takes no memory of the device', () => {
    const before = tf.memory().numBytes;
    requireRoomForPixels(square(64), [netOf(100)]);
    expect(tf.memory().numBytes).toBe(before);
  });

  test('and nothing fits, that is said', () => {
    browserGives(0);
    for (const sizes of [[], [512, 256]])
      expect(() => requireRoomForPixels(square(64), [netOf(1000)], { sizes })).toThrow(
        'Close other pages, and press Restart.',
      );
  });
});

test('A browser with memory refuses nothing that the figure offers', async () => {
  await useBackend('wasm');
  expect(hasRoom(peakBytes(square(512), [netOf(300).footprint!]))).toBe(true);
});

test('The other backends are not asked', async () => {
  await useBackend('cpu');
  browserGives(0);
  expect(hasRoom(1e12)).toBe(true);
});
