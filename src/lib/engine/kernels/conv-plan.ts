import type { Kit } from './kit.ts';

/** A convolution of square kernels: its shapes, and how far they move. */
export interface ConvShape {
  pictures: number;
  height: number;
  width: number;
  channels: number;
  filters: number;
  side: number;
  stride: number;
  padding: number;
}

/** Rows and columns of what comes out. */
export function outputSize({ height, width, side, stride, padding }: ConvShape): [number, number] {
  const outputs = (size: number) => Math.floor((size + 2 * padding - side) / stride) + 1;
  return [outputs(height), outputs(width)];
}

/** Transformed kernels larger than this leave even the farthest cache: then smaller tiles, with less to transform. */
const mostKernelBytes = 12 * 2 ** 20;
/** Rows of the micro-kernel: a block of another number would leave it idle. */
export const tilesAtOnce = 6;
/**
 * Pixels from which 5x5 taps go by tiles of 2x2. On the few pixels of a digit that wins a tenth, and would cost
 * something: windows of one colour give numbers that differ in the last bit from tile to tile, where equal ones are
 * asked which is the largest.
 */
const leastFor5 = 1024;
/** What it takes to bring a matrix of the kernel near, in the rows that are multiplied with it meanwhile. */
const rowsOfFetching = 10;

/**
 * The side of Winograd's tiles for a convolution, or undefined where products of matrices are better: on the few
 * pixels of a deep layer, where nearly all of the time goes into fetching the kernel, and Winograd's is up to four times
 * as large. The transforms work on four channels at a time.
 */
export function winogradTile({ wasm }: Kit, shape: ConvShape): 2 | 4 | undefined {
  const { pictures, side, stride, channels, filters } = shape;
  if ((side !== 3 && side !== 5) || stride !== 1 || channels % 4 !== 0 || filters % 4 !== 0) return undefined;
  const [rows, columns] = outputSize(shape);
  const tiles = (tile: number) => pictures * Math.ceil(rows / tile) * Math.ceil(columns / tile);
  const fits = (tile: number) => wasm.winogradKernelBytes(tile, side, channels, filters) <= mostKernelBytes;
  // As many products with a tile's numbers as its patch has pixels, or with a pixel's as the kernel has taps.
  const by = (tile: number) => effort((tile + side - 1) ** 2, tiles(tile));
  const four = side === 3 && fits(4) ? by(4) : Infinity;
  const two = side === 3 || (fits(2) && rows * columns >= leastFor5) ? by(2) : Infinity;
  if (effort(side ** 2, rows * columns) * pictures < Math.min(four, two)) return undefined;
  return four < two ? 4 : 2;
}

/** Of some products of matrices, so many rows each with a matrix of its own. */
const effort = (products: number, rows: number): number =>
  products * (Math.ceil(rows / tilesAtOnce) * tilesAtOnce + rowsOfFetching);

/** Bytes of transformed patches and results that stay in the second cache together. */
const cached = 1.2e6;

/** Outputs to take at a time at least, so that a panel of the kernel is worth its way to the nearest cache. */
const outputsAtOnce = 96;

/** How many of `rows` rows of `columns` outputs to take at a time: of short ones as few as leave no row of the micro-kernel idle. */
export function productBlock(rows: number, columns: number): number {
  if (columns >= outputsAtOnce) return 1;
  const [full] = [1, 2, 3, 6].filter((each) => (each * columns) % tilesAtOnce === 0) as [number];
  return Math.min(rows, Math.ceil(outputsAtOnce / columns / full) * full);
}

/** How many of `tiles` tiles to take at a time: as many as the cache holds, in equal blocks. */
export function winogradBlock(tile: 2 | 4, { side, channels, filters }: ConvShape, tiles: number): number {
  const bytes = (tile + side - 1) ** 2 * (channels + filters) * 4;
  const most = Math.min(16, Math.max(1, Math.floor(cached / bytes / tilesAtOnce))) * tilesAtOnce;
  const blocks = Math.ceil(tiles / most);
  return Math.ceil(tiles / blocks / tilesAtOnce) * tilesAtOnce;
}

/**
 * Whether the gradient of a convolution is better put together from the phases of the picture than scattered: where no
 * phase has more taps than another, and there are channels enough to fill a panel. At stride 1 there is one phase: worth
 * it for the few pixels on which Winograd's way is not.
 */
export function hasEqualPhases({ side, stride, padding, channels, filters }: ConvShape): boolean {
  const whole = side % stride === 0 && padding < side;
  return (stride > 1 || side === 3) && whole && channels % 8 === 0 && filters % 4 === 0;
}
