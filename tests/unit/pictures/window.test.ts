import { describe, expect, test } from 'vitest';
import { boundsOf, windowAround, windowOf } from '../../../src/lib/pictures/window.ts';

describe('The window that a network looks at', () => {
  const picture = { width: 100, height: 60 };

  test('has the mask in its middle', () => {
    expect(windowAround({ left: 40, top: 20, width: 10, height: 10 }, 30, picture)).toEqual({
      left: 30,
      top: 10,
      width: 30,
      height: 30,
    });
  });

  test('is moved to lie inside the picture', () => {
    expect(windowAround({ left: 0, top: 55, width: 5, height: 5 }, 30, picture)).toEqual({
      left: 0,
      top: 30,
      width: 30,
      height: 30,
    });
  });

  test('grows with a longer mask, and ends with a shorter picture', () => {
    expect(windowAround({ left: 10, top: 0, width: 80, height: 60 }, 30, picture)).toEqual({
      left: 10,
      top: 0,
      width: 80,
      height: 60,
    });
    expect(windowAround({ left: 10, top: 0, width: 5, height: 5 }, 96, picture)).toEqual({
      left: 0,
      top: 0,
      width: 96,
      height: 60,
    });
  });
});

test('a mask is where its numbers are above 0, and an empty one nowhere', () => {
  const mask = new Float32Array(20);
  expect(boundsOf(mask, 5, 4)).toBeUndefined();
  [mask[6], mask[18]] = [0.1, 1];
  expect(boundsOf(mask, 5, 4)).toEqual({ left: 1, top: 1, width: 3, height: 3 });
});

test('a window shows the pixels that lie in it', () => {
  const values = Float32Array.from({ length: 24 }, (_, i) => i);
  expect([...windowOf(values, 4, { left: 1, top: 1, width: 2, height: 2 }, 2)]).toEqual([
    10, 11, 12, 13, 18, 19, 20, 21,
  ]);
});
