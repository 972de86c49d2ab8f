import { fitted } from '../../../../lib/pictures/resize.ts';
import type { Picture } from '../../../../lib/pictures/picture.ts';
import { decoded } from './decoded.ts';
import { readPixels, thumbnail } from './draw.ts';
import { partNote, partOf } from './part.ts';

/** A picture of the reader's, which never leaves the page. */
export interface OwnPicture {
  /** The file's name, or where it comes from. */
  name: string;
  picture: Picture;
  /** Address of a small copy, self-contained. */
  thumbnail: string;
  /** What the reader should know about it, a sentence; empty when there is nothing. */
  note: string;
  /** Which part of a picture that is too long it is, from its beginning, 0, to its end, 1. */
  part?: number;
}

/** The largest long side that a figure may ask for, in pixels. */
export const maxLongSide = 1024;
/** Above this the decoder is asked for a smaller bitmap, which keeps its memory below 64 MB. */
const wholeMegapixels = 16;

/**
 * Reads a picture out of a file: upright, sRGB, on white where it is transparent, the first frame where it moves.
 * @param longSide of the result in pixels, at most 1024; a smaller picture keeps its size
 * @param at which part of a picture that is too long for its width, from 0 to 1
 * @throws Error with a sentence for the reader: what was expected, what came instead, what to try
 */
export async function readPicture(file: Blob, name: string, longSide: number, at = 0.5): Promise<OwnPicture> {
  // Few readers bring a picture: what reads its header comes with the first one.
  const { readHeader, headBytes, refusal, aPicture, anotherFile } = await import('./header.ts');
  const head = await beginningOf(file, headBytes).catch(() => {
    throw refusal(
      name,
      'a file that can be read',
      'a folder, or a file that has changed',
      'choosing a picture again',
    );
  });
  const header = readHeader(name, head);
  let bitmap: ImageBitmap;
  try {
    bitmap = await decoded(file, decoderOptions(header));
  } catch {
    // The browser says no more than that it could not.
    const { kindOf } = await import('./kind.ts');
    throw refusal(name, aPicture, kindOf(header.type, head), anotherFile);
  }
  const moves = header.animated ? 'It moves: this is its first frame.' : '';
  const part = partOf(bitmap.width, bitmap.height, at);
  if (!part) return taken(bitmap, name, longSide, moves);
  const note = [moves, partNote(bitmap.width, bitmap.height)].filter(Boolean).join(' ');
  const cut = createImageBitmap(bitmap, part.x, part.y, part.width, part.height);
  return { ...taken(await cut.finally(() => bitmap.close()), name, longSide, note), part: at };
}

const beginningOf = async (file: Blob, bytes: number) =>
  new Uint8Array(await file.slice(0, bytes).arrayBuffer());

/** The same for a frame of the camera. It closes the bitmap. */
export function taken(bitmap: ImageBitmap, name: string, longSide: number, note = ''): OwnPicture {
  try {
    const picture = readPixels(bitmap, bitmap.width, bitmap.height, Math.min(longSide, maxLongSide));
    return { name, picture, thumbnail: thumbnail(picture), note };
  } finally {
    bitmap.close();
  }
}

function decoderOptions({ width, height }: { width: number; height: number }): ImageBitmapOptions {
  const upright: ImageBitmapOptions = { imageOrientation: 'from-image' };
  const shrink = Math.sqrt((wholeMegapixels * 1e6) / (width * height));
  if (shrink >= 1) return upright;
  const size = fitted(width, height, Math.round(Math.max(width, height) * shrink));
  return { ...upright, resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' };
}
