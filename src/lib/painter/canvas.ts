import type { Picture } from '../pictures/picture.ts';
import type { Rgb } from './colour.ts';
import type { Field } from './noise.ts';

/**
 * What is painted on: a square of side 1, whatever its pixels, so that one seed gives one composition at every size.
 * x runs to the right and y down. Beside its colour each place has a height, how thick the paint lies, which
 * `light` (impasto.ts) turns into highlights and shadows at the end.
 */
export class Canvas {
  /** Pixels along each side. */
  readonly size: number;
  /** RGB in [0, 1], row by row, interleaved. */
  readonly colour: Float32Array;
  /** In units of the canvas's side. */
  readonly height: Float32Array;

  constructor(size: number, ground: Rgb) {
    this.size = size;
    this.colour = new Float32Array(size * size * 3);
    this.height = new Float32Array(size * size);
    for (let i = 0; i < this.colour.length; i++) this.colour[i] = ground[i % 3]!;
  }

  /** The side of a pixel. */
  get pixel(): number {
    return 1 / this.size;
  }

  /** Lays paint over a pixel: `cover` 0 leaves what was there, 1 hides it. */
  lay(index: number, red: number, green: number, blue: number, cover: number): void {
    const { colour } = this;
    const at = 3 * index;
    colour[at]! += (red - colour[at]!) * cover;
    colour[at + 1]! += (green - colour[at + 1]!) * cover;
    colour[at + 2]! += (blue - colour[at + 2]!) * cover;
  }

  /** Calls `visit` for every pixel whose centre is in the box, with that centre. */
  within(
    left: number,
    top: number,
    right: number,
    bottom: number,
    visit: (index: number, x: number, y: number) => void,
  ): void {
    const { size } = this;
    const first = (value: number) => Math.max(0, Math.ceil(value * size - 0.5));
    const [endRow, endColumn] = [Math.min(size, first(bottom)), Math.min(size, first(right))];
    for (let row = first(top); row < endRow; row++)
      for (let column = first(left); column < endColumn; column++)
        visit(row * size + column, (column + 0.5) / size, (row + 0.5) / size);
  }

  /** Calls `visit` for every pixel. */
  everywhere(visit: (index: number, x: number, y: number) => void): void {
    this.within(0, 0, 1, 1, visit);
  }

  /** Makes every pixel lighter or darker: `amount` is added, of a range of 1. */
  tone(amount: Field): void {
    this.everywhere((index, x, y) => {
      const by = amount(x, y);
      for (let at = 3 * index; at < 3 * index + 3; at++) this.colour[at]! += by;
    });
  }

  /** The picture as it stands; later strokes do not change it. */
  picture(): Picture {
    const pixels = this.colour.map((value) => Math.min(Math.max(value, 0), 1));
    return { width: this.size, height: this.size, pixels };
  }
}
