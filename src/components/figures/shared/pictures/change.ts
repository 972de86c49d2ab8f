/** How much a change is enlarged to be seen. */
export const enlarged = 10;

/**
 * What has changed in a picture, enlarged, on middle grey.
 * @param image, start RGBA, of one size
 * @returns RGBA
 */
export function changeOf(image: Uint8ClampedArray, start: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const change = new Uint8ClampedArray(image.length);
  for (let i = 0; i < image.length; i++)
    change[i] = i % 4 === 3 ? 255 : 127.5 + enlarged * (image[i]! - start[i]!);
  return change;
}
