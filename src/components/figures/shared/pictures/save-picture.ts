import { saveCanvas } from '../../shell/save.ts';
import type { FilmPicture } from './film.ts';

/** Saves a result as a PNG, pixel for pixel. @throws when it cannot be encoded */
export async function savePicture({ width, height, image }: FilmPicture, fileName: string): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pixels = new ImageData(image, width, height);
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  await saveCanvas(canvas, fileName);
}
