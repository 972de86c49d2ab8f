import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { threads, tiledProduct, tilingOf, type Loader } from './tiled-product.ts';
import { unpackWeights } from './uint8-weights.ts';

export interface ConvolutionInputs {
  /** [pictures, height, width, channels] */
  x: tf.TensorInfo;
  /** [side, side, channels, filters], or with `scale` the codes of a `Uint8Kernel` */
  kernel: tf.TensorInfo;
  /** [filters] */
  scale?: tf.TensorInfo | undefined;
  /** [filters] */
  bias: tf.TensorInfo;
}

export interface ConvolutionAttrs {
  stride: number;
  padding: number;
  relu: boolean;
}

/**
 * x * kernel + bias, and the ReLU of it if asked for, in one dispatch: the product of [pixels, taps · channels] and
 * [taps · channels, filters], of which the left matrix is never written down.
 *
 * @returns [pictures, rows, columns, filters]
 */
export function convolution(
  backend: PrivateWebGPUBackend,
  { x, kernel, scale, bias }: ConvolutionInputs,
  { stride, padding, relu }: ConvolutionAttrs,
): tf.TensorInfo {
  const [pictures, height, width, channels] = x.shape as [number, number, number, number];
  const [[side], [filters]] = [kernel.shape, bias.shape] as [[number], [number]];
  const outputs = (size: number) => Math.floor((size + 2 * padding - side) / stride) + 1;
  const [rows, columns] = [outputs(height), outputs(width)];
  const pixels = pictures * rows * columns;
  const tiling = tilingOf(pixels, filters);
  const quads = filters % 4 === 0;
  const coded = scale !== undefined;
  const vectors = [channels % 4 === 0 && 'x', quads && !coded && 'kernel', quads && 'scale', quads && 'bias'];
  return runProgram(backend, {
    name: `convolution_${JSON.stringify(tiling)}_${vectors.join()}_${coded}_${relu}`,
    inputs: { x, kernel, ...(scale && { scale }), bias },
    vectors: vectors.filter((each) => each !== false),
    output: [pictures, rows, columns, filters],
    vectorOutput: quads,
    threads,
    groups: [Math.ceil(pixels / tiling.rows), Math.ceil(filters / tiling.columns), 1],
    uniforms: {
      depth: side * side * channels,
      pixels,
      rows,
      columns,
      height,
      width,
      channels,
      filters,
      side,
      stride,
      padding,
    },
    code: () =>
      tiledProduct(tiling, patches(channels % 4 === 0), kernels(quads, coded), writer(quads, coded, relu)),
  });
}

/** Pixels of x under the taps of the kernel. */
const patches = (quads: boolean): Loader => ({
  along: 'depth',
  code: `
    fn placeA(pixel : i32) -> vec4<i32> {
      let row = (pixel / uniforms.columns) % uniforms.rows;
      let picture = pixel / (uniforms.columns * uniforms.rows);
      let top = select(-0x10000000, row * uniforms.stride - uniforms.padding, pixel < uniforms.pixels);
      let left = (pixel % uniforms.columns) * uniforms.stride - uniforms.padding;
      return vec4<i32>(picture * uniforms.height, top, left, 0);
    }
    /** Where a number of x stands, or -1. */
    fn indexA(place : vec4<i32>, depth : i32) -> i32 {
      let tap = depth / uniforms.channels;
      let row = place.y + tap / uniforms.side;
      let column = place.z + tap % uniforms.side;
      if (depth >= uniforms.depth || row < 0 || row >= uniforms.height || column < 0 || column >= uniforms.width) {
        return -1;
      }
      return ((place.x + row) * uniforms.width + column) * uniforms.channels + depth % uniforms.channels;
    }
    ${read('A', 'x', quads)}`,
});

/**
 * WGSL of `readA` or `readB`: four numbers of an input that follow each other in depth, by `index<Name>`.
 * @param masked if named, another input of the same shape: where it is not positive, the input counts as 0
 */
export function read(name: string, input: string, quads: boolean, masked?: string): string {
  const value = (type: string, index: string) =>
    masked === undefined
      ? `${input}[${index}]`
      : `select(${type}(0.0), ${input}[${index}], ${masked}[${index}] > ${type}(0.0))`;
  const head = `fn read${name}(place : vec4<i32>, depth : i32) -> vec4<f32>`;
  if (quads) {
    return `${head} {
      let index = index${name}(place, depth);
      if (index < 0) { return vec4<f32>(0.0); }
      return ${value('vec4<f32>', 'index / 4')};
    }`;
  }
  return `${head} {
      var four = vec4<f32>(0.0);
      for (var i = 0; i < 4; i++) {
        let index = index${name}(place, depth + i);
        if (index >= 0) { four[i] = ${value('f32', 'index')}; }
      }
      return four;
    }`;
}

/** Kernels as they come, a row for each tap and channel. */
const kernels = (quads: boolean, coded: boolean): Loader => ({
  along: 'outer',
  code: `${coded ? unpackWeights : ''}
    fn placeB(filter_ : i32) -> vec4<i32> { return vec4<i32>(filter_, 0, 0, 0); }
    fn readB(place : vec4<i32>, depth : i32) -> vec4<f32> {
      let index = depth * uniforms.filters + place.x;
      if (depth >= uniforms.depth) { return vec4<f32>(0.0); }
      ${
        quads
          ? `if (place.x >= uniforms.filters) { return vec4<f32>(0.0); }
             return ${coded ? 'weights(kernel[index / 4])' : 'kernel[index / 4]'};`
          : `var four = vec4<f32>(0.0);
             for (var i = 0; i < 4; i++) { if (place.x + i < uniforms.filters) { four[i] = kernel[index + i]; } }
             return four;`
      }
    }`,
});

function writer(quads: boolean, coded: boolean, relu: boolean): string {
  const activation = (value: string, zero: string) => (relu ? `max(${value}, ${zero})` : value);
  const product = coded ? 'sum * scale[filter_ / 4]' : 'sum';
  const four = activation(`${product} + bias[filter_ / 4]`, 'vec4<f32>(0.0)');
  const put = quads
    ? `if (filter_ < uniforms.filters) { result[(pixel * uniforms.filters + filter_) / 4] = ${four}; }`
    : `for (var i = 0; i < 4; i++) {
         if (filter_ + i < uniforms.filters) {
           result[pixel * uniforms.filters + filter_ + i] = ${activation('sum[i] + bias[filter_ + i]', '0.0')};
         }
       }`;
  return `fn write(pixel : i32, filter_ : i32, sum : vec4<f32>) {
      if (pixel >= uniforms.pixels) { return; }
      ${put}
    }`;
}
