import type { Picture } from '../../../lib/pictures/picture.ts';

type Rgba = Uint8ClampedArray<ArrayBuffer>;

/** What an activation is painted with. */
const glow = [255, 138, 61] as const;

/** The picture in colour, its patches where `order` puts them: as many patches on a side as the layer has places. */
export function picturePixels(picture: Picture, order: Uint32Array | undefined): Rgba {
  const rgba = new Uint8ClampedArray(picture.width * picture.height * 4).fill(255);
  eachPixel(picture, order, (at, from) => {
    for (let channel = 0; channel < 3; channel++)
      rgba[4 * at + channel] = 255 * picture.pixels[3 * from + channel]!;
  });
  return rgba;
}

/**
 * A channel's activations, as light over the picture in dim grey.
 * @param values one a place of the layer, row by row, from 0 up; already where `order` puts them
 */
export function mapPixels(picture: Picture, values: Float32Array, order: Uint32Array | undefined): Rgba {
  const rgba = new Uint8ClampedArray(picture.width * picture.height * 4).fill(255);
  const places = Math.sqrt(values.length);
  const patch = picture.width / places;
  const most = values.reduce((max, value) => Math.max(max, value), 1e-12);
  eachPixel(picture, order, (at, from) => {
    const [y, x] = [Math.floor(at / picture.width), at % picture.width];
    const value = values[Math.floor(y / patch) * places + Math.floor(x / patch)]! / most;
    const [red, green, blue] = picture.pixels.subarray(3 * from, 3 * from + 3) as unknown as [
      number,
      number,
      number,
    ];
    const grey = 150 * (0.299 * red + 0.587 * green + 0.114 * blue);
    glow.forEach((colour, channel) => (rgba[4 * at + channel] = grey + (colour - grey) * value ** 0.7));
  });
  return rgba;
}

/** Calls `paint` with each pixel and with the one whose content comes to stand there. */
function eachPixel(
  { width, height }: Picture,
  order: Uint32Array | undefined,
  paint: (at: number, from: number) => void,
): void {
  const places = order ? Math.sqrt(order.length) : width;
  const patch = width / places;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (!order) {
        paint(at, at);
        continue;
      }
      const from = order[Math.floor(y / patch) * places + Math.floor(x / patch)]!;
      const [row, column] = [Math.floor(from / places), from % places];
      paint(at, (row * patch + (y % patch)) * width + column * patch + (x % patch));
    }
}

/**
 * The matrix as ink of more or less strength on no ground, so that any paper will do: the square root of each entry
 * against the largest, because entries are products.
 * @param order the channels' order, by rows and by columns
 */
export function matrixPixels(gram: Float32Array, order: readonly number[]): Rgba {
  const most = gram.reduce((max, value) => Math.max(max, value), 1e-12);
  const rgba = new Uint8ClampedArray(gram.length * 4);
  order.forEach((i, row) =>
    order.forEach((j, column) => {
      const share = Math.sqrt(Math.max(0, gram[i * order.length + j]!) / most);
      rgba[4 * (row * order.length + column) + 3] = 255 * share;
    }),
  );
  return rgba;
}
