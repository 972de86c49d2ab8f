import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasRoom, requireRoom } from '../../../src/lib/engine/memory.ts';
import type { Net } from '../../../src/lib/engine/models.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { passBytes, peakBytes, requireRoomForPixels } from '../../../src/lib/experiments/room.ts';
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

/** A network whose one layer has so many channels, and so 4 bytes a pixel for each. */
const layerOf =
  (channels: number): Net =>
  (image) => ({ logits: tf.tile(tf.slice(image, [0, 0, 0, 0], [-1, -1, -1, 1]), [1, 1, 1, channels]) });

describe('Where memory cannot grow', () => {
  beforeEach(() => useBackend('wasm'));

  test('what fits into what is there already is allowed', () => {
    browserGives(0);
    expect(hasRoom(1e6)).toBe(true);
    expect(hasRoom(1e9)).toBe(false);
    expect(() => requireRoom(1e9)).toThrow(/^Expected room for this computation, .* Choose a smaller size/);
  });

  test('a size is refused before anything is computed, with the size that fits', async () => {
    browserGives(300e6);
    const nets = [layerOf(1200)];
    await requireRoomForPixels(256, 256, nets);
    await expect(requireRoomForPixels(512, 512, nets)).rejects.toThrow(
      'Expected about 816 MB of memory for 512 × 512 pixels, but this browser gives less. ' +
        'Choose a size of 256 pixels or less, or close other pages.',
    );
  });

  test('a network with few channels is given the size that one with many is refused', async () => {
    browserGives(300e6);
    await requireRoomForPixels(512, 512, [layerOf(300)]);
    await expect(requireRoomForPixels(512, 512, [layerOf(300), layerOf(900)])).rejects.toThrow(
      'about 816 MB',
    );
  });

  test('and nothing fits, that is said', async () => {
    browserGives(0);
    await expect(requireRoomForPixels(64, 64, [layerOf(100)])).rejects.toThrow(
      'Close other pages, and press Restart.',
    );
  });

  test('asking what a pass takes leaves no tensor', async () => {
    const before = tf.memory().numTensors;
    expect(Math.round(await passBytes([layerOf(100)]))).toBe(404);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('A browser with memory refuses nothing that the figure offers', async () => {
  await useBackend('wasm');
  expect(hasRoom(peakBytes(512, 512, 4900))).toBe(true);
});

test('The other backends are not asked', async () => {
  await useBackend('cpu');
  browserGives(0);
  expect(hasRoom(1e12)).toBe(true);
});
