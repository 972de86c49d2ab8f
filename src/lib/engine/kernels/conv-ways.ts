import type { tf } from '../tf.ts';
import { outputSize, winogradBlock, type ConvShape } from './conv-plan.ts';
import type { Kit } from './kit.ts';

/** The tensors of one call. */
interface Call {
  from: tf.TensorInfo;
  mask?: tf.TensorInfo | undefined;
  kernel: tf.TensorInfo;
  bias?: tf.TensorInfo;
  to: tf.TensorInfo;
  relu?: boolean;
}

/** @param turned for the gradient: taps from the last to the first, the channels of the kernel swapped */
export function byWinograd(kit: Kit, tile: 2 | 4, shape: ConvShape, call: Call, turned: boolean): void {
  const { wasm, heap, weights } = kit;
  const { pictures, height, width, channels, filters, padding } = shape;
  const [down, right] = turned ? [1, channels] : [filters, 1];
  const bytes = wasm.winogradKernelBytes(tile, channels, filters);
  const purpose = `winograd${tile}${turned ? ' turned' : ''}`;
  const kernels = weights.get(call.kernel.dataId, purpose, bytes, (to) =>
    wasm.winogradKernel(
      tile,
      heap.pointer(call.kernel),
      channels,
      filters,
      down,
      right,
      Number(turned),
      to,
      heap.scratch(512),
    ),
  );
  const [rows, columns] = outputSize(shape);
  const tiles = pictures * Math.ceil(rows / tile) * Math.ceil(columns / tile);
  const block = winogradBlock(tile, shape, tiles);
  const scratch = heap.scratch(wasm.winogradScratchBytes(tile, channels, filters, block));
  const [x, mask, bias, y] = [call.from, call.mask, call.bias, call.to].map((each) => heap.pointer(each));
  wasm.winograd(
    tile,
    x!,
    mask!,
    height,
    width,
    channels,
    padding,
    kernels,
    filters,
    bias!,
    Number(call.relu ?? false),
    y!,
    block,
    scratch,
    0,
    tiles,
  );
}

/** Outputs to take at a time at least, so that a panel of the kernel is worth its way to the nearest cache. */
const outputsAtOnce = 96;

/** Any convolution, as products of matrices. */
export function byProducts({ wasm, heap, weights }: Kit, shape: ConvShape, call: Call): void {
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const depth = side * side * channels;
  const bias = call.bias!;
  const packed = weights.get(
    call.kernel.dataId,
    `rows of ${idOf(bias.dataId)}`,
    wasm.packedBytes(depth, filters),
    (to) => wasm.pack(heap.pointer(call.kernel), depth, filters, filters, 1, heap.pointer(bias), to),
  );
  const [rows, columns] = outputSize(shape);
  const block = Math.min(rows, Math.ceil(outputsAtOnce / columns));
  const scratch = heap.scratch(wasm.convolutionScratchBytes(side, stride, channels, columns, block));
  const [x, y] = [heap.pointer(call.from), heap.pointer(call.to)];
  for (let i = 0; i < pictures; i++) {
    const from = x + i * height * width * channels * 4;
    const to = y + i * rows * columns * filters * 4;
    wasm.convolution(
      from,
      height,
      width,
      channels,
      side,
      stride,
      padding,
      packed,
      filters,
      Number(call.relu ?? false),
      to,
      columns,
      block,
      scratch,
      0,
      rows,
    );
  }
}

/** The gradient of any convolution. @param shape of the convolution itself */
export function byScattering({ wasm, heap, weights }: Kit, shape: ConvShape, call: Call): void {
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const [rows, columns] = outputSize(shape);
  const depth = side * side * channels;
  const packed = weights.get(call.kernel.dataId, 'scattered', wasm.packedBytes(filters, depth), (to) =>
    wasm.pack(heap.pointer(call.kernel), filters, depth, 1, filters, 0, to),
  );
  const scratch = heap.scratch(wasm.convolutionGradientScratchBytes(side, channels, filters));
  const [dy, mask, dx] = [call.from, call.mask, call.to].map((each) => heap.pointer(each));
  for (let i = 0; i < pictures; i++) {
    const skipped = i * rows * columns * filters * 4;
    wasm.convolutionGradient(
      dy! + skipped,
      mask! && mask! + skipped,
      rows,
      columns,
      filters,
      side,
      stride,
      padding,
      packed,
      channels,
      dx! + i * height * width * channels * 4,
      height,
      width,
      scratch,
      0,
      height,
    );
  }
}

/** The number that TF.js gave to a piece of data. */
const idOf = (dataId: object) => (dataId as { id: number }).id;
