import type { Picture } from '../../../../lib/pictures/picture.ts';
import { rgbaOf } from '../../../../lib/pictures/rgba.ts';
import { averageBlocks, fitted, resizePicture } from '../../../../lib/pictures/resize.ts';

/** Pixels that are read back from a canvas at once. */
const bandPixels = 2 ** 20;

/**
 * Reads what the browser has decoded, as sRGB over white. It is read in bands that are averaged at once, so that a
 * large photograph never stands in memory a second time.
 * @param longSide of the result, in pixels; a smaller source keeps its size
 */
export function readPixels(
  source: CanvasImageSource,
  width: number,
  height: number,
  longSide: number,
): Picture {
  const factor = Math.max(1, Math.floor(Math.max(width, height) / longSide));
  const rows = factor * Math.max(1, Math.floor(bandPixels / (width * factor)));
  const [columns, lines] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const pixels = new Float32Array(columns * lines * 3);
  const canvas = new OffscreenCanvas(width, Math.min(rows, height));
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' })!;
  context.fillStyle = '#fff';
  for (let top = 0; top < height; top += rows) {
    const tall = Math.min(rows, height - top);
    context.fillRect(0, 0, width, tall);
    context.drawImage(source, 0, top, width, tall, 0, 0, width, tall);
    const band = context.getImageData(0, 0, width, tall).data;
    pixels.set(averageBlocks(band, width, factor), (top / factor) * columns * 3);
  }
  const read = { width: columns, height: lines, pixels };
  const size = fitted(width, height, Math.min(longSide, Math.max(width, height)));
  return resizePicture(read, size.width, size.height);
}

/** A picture as a canvas takes it. */
export const imageData = (picture: Picture): ImageData =>
  new ImageData(rgbaOf(picture), picture.width, picture.height);

/** A small copy as the address of an image, self-contained: there is nothing to release. */
export function thumbnail(picture: Picture, longSide = 160): string {
  const size = fitted(picture.width, picture.height, longSide);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [size.width, size.height];
  canvas.getContext('2d')!.putImageData(imageData(resizePicture(picture, size.width, size.height)), 0, 0);
  return canvas.toDataURL('image/jpeg', 0.9);
}
