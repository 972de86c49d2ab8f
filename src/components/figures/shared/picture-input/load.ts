import type { Picture } from '../../../../lib/pictures/picture.ts';
import { resizePicture } from '../../../../lib/pictures/resize.ts';
import { receiveForReader } from '../../../../lib/engine/receive.ts';
import { decoded } from './decoded.ts';
import { readPixels } from './draw.ts';

/**
 * One of the site's own pictures, downloaded and decoded.
 * @param url address of the file
 * @param size long side of the result in pixels, or both sides
 * @throws Error with a sentence for the reader when the file is not there
 */
export async function loadPicture(
  url: string,
  size: number | { width: number; height: number },
  signal?: AbortSignal,
): Promise<Picture> {
  const bytes = await receiveForReader(url, 'the picture', { signal });
  const bitmap = await decoded(new Blob([bytes]), {});
  try {
    const longSide = typeof size === 'number' ? size : Math.max(size.width, size.height);
    const picture = readPixels(bitmap, bitmap.width, bitmap.height, longSide);
    return typeof size === 'number' ? picture : resizePicture(picture, size.width, size.height);
  } finally {
    bitmap.close();
  }
}
