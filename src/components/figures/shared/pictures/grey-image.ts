import { digitSide } from '../digits/digits.ts';

/** 784 greys in [0, 1] as opaque RGBA. */
export function greyImage(pixels: Float32Array): ImageData {
  const image = new ImageData(digitSide, digitSide);
  for (let i = 0; i < pixels.length; i++) {
    const grey = Math.round(pixels[i]! * 255);
    image.data.set([grey, grey, grey, 255], 4 * i);
  }
  return image;
}
