/** A part of a picture, in pixels. */
export interface Window {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Where a mask is: the smallest part with all its numbers above 0. Undefined of one that is empty.
 * @param mask width * height numbers, row by row
 */
export function boundsOf(mask: Float32Array, width: number, height: number): Window | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (!(mask[at]! > 0)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * A square of `side` pixels around a part of a picture, moved to lie inside it. Where the part is longer than the side
 * the square grows with it, and where the picture is shorter it ends with the picture.
 */
export function windowAround(part: Window, side: number, picture: { width: number; height: number }): Window {
  const along = (begin: number, length: number, all: number): [number, number] => {
    const long = Math.min(all, Math.max(side, length));
    const first = Math.round(begin + (length - long) / 2);
    return [Math.max(0, Math.min(all - long, first)), long];
  };
  const [left, width] = along(part.left, part.width, picture.width);
  const [top, height] = along(part.top, part.height, picture.height);
  return { left, top, width, height };
}

/**
 * What a window shows.
 * @param values width * height * channels numbers, row by row
 */
export function windowOf(
  values: Float32Array,
  width: number,
  window: Window,
  channels: number,
): Float32Array {
  const part = new Float32Array(window.width * window.height * channels);
  for (let y = 0; y < window.height; y++) {
    const from = ((window.top + y) * width + window.left) * channels;
    part.set(values.subarray(from, from + window.width * channels), y * window.width * channels);
  }
  return part;
}
