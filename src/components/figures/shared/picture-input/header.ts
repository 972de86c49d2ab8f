import { imageSize } from 'image-size';
import { isAnimated } from './animated.ts';
import { kindOf } from './kind.ts';

/** A side shorter than this holds nothing that a network or a brush could use. */
export const minSide = 16;
/** As many as the largest photographs of current full-frame cameras; decoded they take four bytes each. */
export const maxMegapixels = 64;
/** Bytes from the start of a file that hold its header, even behind the largest colour profile that a JPEG can carry. */
export const headBytes = 2 ** 24 + 2 ** 21;

export interface Header {
  /** The kind of file as image-size calls it: jpg, png, heic … */
  type: string;
  /** Pixels as the picture is seen: upright. */
  width: number;
  height: number;
  animated: boolean;
}

/** The sentence that a reader gets for a file which cannot be used. */
export function refusal(name: string, wanted: string, got: string, next: string): Error {
  const short = name.length > 40 ? `${name.slice(0, 24)}…${name.slice(-12)}` : name;
  return new Error(`Expected ${short} to be ${wanted}, got ${got}; try ${next}.`);
}

export const aPicture = 'a picture that this browser can read';
export const anotherFile = 'a JPEG, PNG, WebP or AVIF file';

/** Whether a file is an AVIF that moves: its brand is another one, which image-size does not know. */
const isAvis = (head: Uint8Array) => String.fromCharCode(...head.subarray(4, 12)) === 'ftypavis';

function sizeOf(head: Uint8Array): ReturnType<typeof imageSize> | undefined {
  try {
    if (!isAvis(head)) return imageSize(head);
    const still = new Uint8Array(head);
    still.set(
      [...'avif'].map((letter) => letter.charCodeAt(0)),
      8,
    );
    return imageSize(still);
  } catch {
    // Its errors are for programmers; the reader's sentence is made from the bytes.
    return undefined;
  }
}

/**
 * What a file says of itself before anything is decoded.
 * @param head its first `headBytes`
 * @throws Error with a sentence for the reader when it is no picture, or none of a size that can be used
 */
export function readHeader(name: string, head: Uint8Array): Header {
  const size = sizeOf(head);
  if (size?.type === undefined) throw refusal(name, aPicture, kindOf(undefined, head), anotherFile);
  // An SVG can carry scripts and links and ask for any amount of work: the one safe way is not to open it.
  if (size.type === 'svg')
    throw refusal(name, 'a picture made of pixels', 'an SVG drawing', 'exporting it as a PNG');
  const turned = (size.orientation ?? 1) >= 5;
  const [width, height] = turned ? [size.height, size.width] : [size.width, size.height];
  const got = `${width} × ${height} pixels`;
  if (!(width * height <= maxMegapixels * 1e6))
    throw refusal(name, `a picture of at most ${maxMegapixels} megapixels`, got, 'a smaller copy of it');
  if (!(Math.min(width, height) >= minSide))
    throw refusal(name, `a picture of at least ${minSide} × ${minSide} pixels`, got, 'a larger one');
  return { type: size.type, width, height, animated: isAvis(head) || isAnimated(size.type, head) };
}
