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

/**
 * The side of Winograd's tiles for a convolution, or undefined where another way is better. The transforms work on
 * four channels at a time.
 */
export function winogradTile({ wasm }: Kit, shape: ConvShape): 2 | 4 | undefined {
  const { side, stride, channels, filters } = shape;
  if (side !== 3 || stride !== 1 || channels % 4 !== 0 || filters % 4 !== 0) return undefined;
  return wasm.winogradKernelBytes(4, channels, filters) <= mostKernelBytes ? 4 : 2;
}

/** Bytes of transformed patches and results that stay in the second cache together. */
const cached = 1.2e6;
/** Rows of the micro-kernel: a block of another number would leave it idle. */
export const tilesAtOnce = 6;

/** Outputs to take at a time at least, so that a panel of the kernel is worth its way to the nearest cache. */
const outputsAtOnce = 96;

/** How many of `rows` rows of `columns` outputs to take at a time: of short ones as few as leave no row of the micro-kernel idle. */
export function productBlock(rows: number, columns: number): number {
  if (columns >= outputsAtOnce) return 1;
  const [full] = [1, 2, 3, 6].filter((each) => (each * columns) % tilesAtOnce === 0) as [number];
  return Math.min(rows, Math.ceil(outputsAtOnce / columns / full) * full);
}

/** How many of `tiles` tiles to take at a time: as many as the cache holds, in equal blocks. */
export function winogradBlock(tile: 2 | 4, { channels, filters }: ConvShape, tiles: number): number {
  const bytes = (tile + 2) ** 2 * (channels + filters) * 4;
  const most = Math.min(16, Math.max(1, Math.floor(cached / bytes / tilesAtOnce))) * tilesAtOnce;
  const blocks = Math.ceil(tiles / most);
  return Math.ceil(tiles / blocks / tilesAtOnce) * tilesAtOnce;
}

/**
 * Whether the gradient of a convolution is better put together from the phases of the picture than scattered: where no
 * phase has more taps than another, and there are channels enough to fill a panel.
 */
export function hasEqualPhases({ side, stride, padding, channels, filters }: ConvShape): boolean {
  const whole = side % stride === 0 && padding < side;
  return stride > 1 && whole && channels % 8 === 0 && filters % 4 === 0;
}
