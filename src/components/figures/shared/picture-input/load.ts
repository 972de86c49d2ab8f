import type { Picture } from '../../../../lib/pictures/picture.ts';
import { resizePicture } from '../../../../lib/pictures/resize.ts';
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
): Promise<Picture> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(
      `Expected the picture ${url} to be found, got the answer ${response.status}. Reload the page to try again.`,
    );
  const bitmap = await createImageBitmap(await response.blob());
  try {
    const longSide = typeof size === 'number' ? size : Math.max(size.width, size.height);
    const picture = readPixels(bitmap, bitmap.width, bitmap.height, longSide);
    return typeof size === 'number' ? picture : resizePicture(picture, size.width, size.height);
  } finally {
    bitmap.close();
  }
}
