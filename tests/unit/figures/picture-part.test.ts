import { describe, expect, it } from 'vitest';
import { longest, partNote, partOf } from '../../../src/components/figures/shared/picture-input/part.ts';
import { sizes } from '../../../src/components/figures/style-transfer/state.ts';
import { requireRoomForTransforms } from '../../../src/lib/experiments/synthesis-checks.ts';
import { smallestSide } from '../../../src/lib/pictures/picture.ts';
import { fitted } from '../../../src/lib/pictures/resize.ts';

describe('A picture that is too long for its width', () => {
  it('is all used up to the longest shape', () => {
    expect(partOf(500, 100, 0.5)).toBeUndefined();
    expect(partOf(100, 500, 0.5)).toBeUndefined();
  });

  it('gives the part that is asked for, as long as can be, from edge to edge', () => {
    expect(partOf(1600, 200, 0)).toEqual({ x: 0, y: 0, width: 1000, height: 200 });
    expect(partOf(1600, 200, 1)).toEqual({ x: 600, y: 0, width: 1000, height: 200 });
    expect(partOf(60, 2000, 0.5)).toEqual({ x: 0, y: 850, width: 60, height: 300 });
  });

  it('says what can be used', () => {
    expect(partNote(1600, 200)).toBe(
      'It is 8 times as wide as high; at most 5 times can be used. This is a part of it.',
    );
  });

  it('has a part that every size and every option of style transfer takes', () => {
    for (const size of sizes) {
      const { width, height } = fitted(longest * 100, 100, size);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(smallestSide);
      expect(() => requireRoomForTransforms({ width, height })).not.toThrow();
    }
  });
});
