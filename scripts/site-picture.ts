import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Picture } from '../src/lib/pictures/picture.ts';
import { averageBlocks, resizePicture } from '../src/lib/pictures/resize.ts';

/**
 * A picture of the site as a figure reads it: a square, whole blocks averaged first.
 * @param file bytes of a picture in any format
 */
export async function squareOf(file: Uint8Array, side: number): Promise<Picture> {
  const { data, info } = await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const factor = Math.max(1, Math.floor(Math.max(info.width, info.height) / side));
  const pixels = averageBlocks(new Uint8ClampedArray(data), info.width, factor);
  const [width, height] = [Math.ceil(info.width / factor), Math.ceil(info.height / factor)];
  return resizePicture({ width, height, pixels }, side, side);
}

/** The file of one of the site's pictures, from the repository. @param file `contents/<name>` or `styles/<name>` */
export const pictureFile = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../content/pictures/${file}.jpg`, import.meta.url)));
