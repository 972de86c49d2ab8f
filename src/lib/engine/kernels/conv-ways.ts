import type { tf } from '../tf.ts';
import { outputSize, productBlock, tilesAtOnce, winogradBlock, type ConvShape } from './conv-plan.ts';
import { spread, type Kit } from './kit.ts';

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
  const { pictures, height, width, channels, filters, side, padding } = shape;
  const [down, right] = turned ? [1, channels] : [filters, 1];
  const bytes = wasm.winogradKernelBytes(tile, side, channels, filters);
  const purpose = `winograd${tile}${turned ? ' turned' : ''}`;
  const kernels = weights.get(call.kernel.dataId, purpose, bytes, (to) =>
    wasm.winogradKernel(
      tile,
      side,
      heap.pointer(call.kernel),
      channels,
      filters,
      down,
      right,
      Number(turned),
      to,
      heap.scratch(768),
    ),
  );
  const [rows, columns] = outputSize(shape);
  const tiles = pictures * Math.ceil(rows / tile) * Math.ceil(columns / tile);
  const block = winogradBlock(tile, shape, tiles);
  const [x, mask, bias, y] = [call.from, call.mask, call.bias, call.to].map((each) => heap.pointer(each));
  const relu = Number(call.relu ?? false);
  spread(kit, {
    kernel: 'winograd',
    values: [
      ...[tile, side, x!, mask!, height, width, channels, padding, kernels],
      ...[filters, bias!, relu, y!, block],
    ],
    scratchBytes: wasm.winogradScratchBytes(tile, side, channels, filters, block),
    end: tiles,
    unit: tilesAtOnce,
    work: tiles * (tile + side - 1) ** 2 * channels * filters,
  });
}

/** Any convolution, as products of matrices. */
export function byProducts(kit: Kit, shape: ConvShape, call: Call): void {
  const { wasm, heap, weights } = kit;
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
  const block = productBlock(pictures * rows, columns);
  const [x, y] = [heap.pointer(call.from), heap.pointer(call.to)];
  const moves = [side, stride, padding];
  const relu = Number(call.relu ?? false);
  spread(kit, {
    kernel: 'convolution',
    values: [x, height, width, channels, ...moves, packed, filters, relu, y, rows, columns, block],
    scratchBytes: wasm.convolutionScratchBytes(pictures, ...moves, channels, rows, columns, block),
    end: pictures * rows,
    unit: 1,
    work: pictures * rows * columns * depth * filters,
  });
}

/** The gradient of any convolution. @param shape of the convolution itself */
export function byScattering(kit: Kit, shape: ConvShape, call: Call): void {
  const { wasm, heap, weights } = kit;
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const [rows, columns] = outputSize(shape);
  const depth = side * side * channels;
  const packed = weights.get(call.kernel.dataId, 'scattered', wasm.packedBytes(filters, depth), (to) =>
    wasm.pack(heap.pointer(call.kernel), filters, depth, 1, filters, 0, to),
  );
  const scratchBytes = wasm.convolutionGradientScratchBytes(side, channels, filters);
  const [from, mask, to] = [call.from, call.mask, call.to].map((each) => heap.pointer(each));
  for (let i = 0; i < pictures; i++) {
    const skipped = i * rows * columns * filters * 4;
    const [dy, where] = [from! + skipped, mask! && mask! + skipped];
    const dx = to! + i * height * width * channels * 4;
    const moves = [side, stride, padding];
    spread(kit, {
      kernel: 'convolutionGradient',
      values: [dy, where, rows, columns, filters, ...moves, packed, channels, dx, height, width],
      scratchBytes,
      end: height,
      unit: 1,
      work: rows * columns * depth * filters,
    });
  }
}

/** The gradient of a convolution with equal phases. @param shape of the convolution itself */
export function byPhases(kit: Kit, shape: ConvShape, call: Call): void {
  const { wasm, heap, weights } = kit;
  const { pictures, height, width, channels, filters, side, stride, padding } = shape;
  const [rows, columns] = outputSize(shape);
  const [phases, depth] = [stride ** 2, (side / stride) ** 2 * filters];
  const kernelBytes = wasm.packedBytes(depth, channels);
  const kernels = weights.get(call.kernel.dataId, `phases of ${stride}`, phases * kernelBytes, (to) => {
    const turned = heap.scratch(4 * phases * depth * channels);
    wasm.phasedKernel(heap.pointer(call.kernel), side, stride, channels, filters, turned);
    for (let phase = 0; phase < phases; phase++) {
      const from = turned + 4 * phase * depth * channels;
      wasm.pack(from, depth, channels, channels, 1, 0, to + phase * kernelBytes);
    }
  });
  const [dy, where, dx] = [call.from, call.mask, call.to].map((each) => heap.pointer(each));
  const moves = [side, stride, padding];
  spread(kit, {
    kernel: 'phasedGradient',
    values: [
      dy!,
      where!,
      rows,
      columns,
      filters,
      ...moves,
      kernels,
      kernelBytes,
      channels,
      dx!,
      height,
      width,
    ],
    scratchBytes: wasm.phasedGradientScratchBytes(side, stride, padding, channels, filters, height, width),
    end: pictures,
    unit: 1,
    work: pictures * rows * columns * side * side * channels * filters,
  });
}

/** The number that TF.js gave to a piece of data. */
const idOf = (dataId: object) => (dataId as { id: number }).id;
