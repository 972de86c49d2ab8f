import { beforeAll, describe, expect, test } from 'vitest';
import { requireFinite } from '../../../src/lib/engine/finite.ts';
import { requireInteger, requireNumber } from '../../../src/lib/experiments/checks.ts';
import { pixelTensor } from '../../../src/lib/pictures/tensors.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const blank = new Float32Array(784);

describe('A digit', () => {
  test('becomes a picture of one channel with the same numbers', () => {
    const pixels = Float32Array.from({ length: 784 }, (_, i) => i / 783);
    const tensor = pixelTensor(pixels);
    expect(tensor.shape).toEqual([1, 28, 28, 1]);
    expect(tensor.dataSync()).toEqual(pixels);
    expect(pixelTensor([...pixels]).dataSync()).toEqual(pixels);
    tensor.dispose();
  });

  test.each([
    [new Float32Array(783), 'Expected a digit to have 784 pixels, got 783.'],
    [blank.map((_, i) => (i === 5 ? 1.5 : 0)), 'Expected pixels to be in 0 to 1, got 1.5.'],
    [blank.map((_, i) => (i === 5 ? NaN : 0)), 'Expected pixels to be in 0 to 1, got NaN.'],
    [blank.map((_, i) => (i === 5 ? -Infinity : 0)), 'Expected pixels to be in 0 to 1, got -Infinity.'],
  ])('of another size or range is refused (%#)', (pixels, message) => {
    expect(() => pixelTensor(pixels)).toThrow(message);
  });
});

describe('A check', () => {
  test('lets the ends of its range pass', () => {
    for (const value of [1, 5]) {
      requireInteger('k', value, 1, 5);
      requireNumber('x', value, 1, 5);
    }
  });

  test('says what it expected and what it got', () => {
    expect(() => requireInteger('steps', 1.5, 1, 5)).toThrow(
      'Expected steps to be a whole number from 1 to 5, got 1.5.',
    );
    expect(() => requireNumber('eps', NaN, 0, 5)).toThrow(
      'Expected eps to be a number from 0 to 5, got NaN.',
    );
  });

  test('stops a run that has left the finite numbers, and says what to try', () => {
    requireFinite(Float32Array.of(1, -1e38), 3);
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(() => requireFinite(Float32Array.of(0, bad), 3)).toThrow(
        /^Expected finite numbers at step 3, got others\. .*\?backend=wasm/,
      );
    }
  });
});
