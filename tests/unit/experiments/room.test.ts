import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasRoom, requireRoom } from '../../../src/lib/engine/memory.ts';
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
    expect(() => requireRoomForPixels(256, 256)).not.toThrow();
    expect(() => requireRoomForPixels(512, 512)).toThrow(
      'Expected about 820 MB of memory for 512 × 512 pixels, but this browser gives less. ' +
        'Choose a size of 256 pixels or less, or close other pages.',
    );
  });

  test('and nothing fits, that is said', () => {
    browserGives(0);
    expect(() => requireRoomForPixels(64, 64)).toThrow('Close other pages, and press Restart.');
  });
});

test('A browser with memory refuses nothing that the figure offers', async () => {
  await useBackend('wasm');
  expect(hasRoom(peakBytes(512, 512))).toBe(true);
});

test('The other backends are not asked', async () => {
  await useBackend('cpu');
  browserGives(0);
  expect(hasRoom(1e12)).toBe(true);
});
