import type { tf } from '../../tf.ts';
import { read } from './convolution.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { threads, tiledProduct, tilingOf, type Loader } from './tiled-product.ts';
import { unpackWeights } from './uint8-weights.ts';

export interface ConvolutionGradientInputs {
  /** [pictures, rows, columns, filters] */
  dy: tf.TensorInfo;
  /** [side, side, channels, filters], or with `scale` the codes of a `Uint8Kernel` */
  kernel: tf.TensorInfo;
  /** [filters] */
  scale?: tf.TensorInfo | undefined;
  /** Of dy's shape, if a ReLU came after: dy counts where this is positive. */
  y?: tf.TensorInfo | undefined;
}

export interface ConvolutionGradientAttrs {
  stride: number;
  padding: number;
  height: number;
  width: number;
}

/**
 * The gradient of `convolution` wrt x, with the mask of its ReLU, in one dispatch, from the kernel as it is. Pixel i
 * gets Σ dy[o] k[t] over stride · o + t = i + padding. With i + padding = stride · m + r, only the taps
 * t = stride · u + r reach it, from o = m - u: so the pixels of each remainder r, in both directions, are a product of
 * their own, and these lie one behind the other in the third direction of the dispatch.
 *
 * @returns [pictures, height, width, channels]
 */
export function convolutionGradient(
  backend: PrivateWebGPUBackend,
  { dy, kernel, scale, y }: ConvolutionGradientInputs,
  { stride, padding, height, width }: ConvolutionGradientAttrs,
): tf.TensorInfo {
  const [pictures, rows, columns, filters] = dy.shape as [number, number, number, number];
  const [side, , channels] = kernel.shape as [number, number, number, number];
  // Pixels of a remainder, and taps that reach them, at most; what is less counts as nothing.
  const [tall, wide] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const taps = Math.ceil(side / stride);
  const pixels = pictures * tall * wide;
  const tiling = tilingOf(pixels, channels, stride * stride);
  const [deep, quads] = [filters % 4 === 0, channels % 4 === 0];
  const masked = y === undefined ? [] : ['y'];
  const coded = scale !== undefined;
  return runProgram(backend, {
    name: `convolution_gradient_${JSON.stringify(tiling)}_${deep}_${quads}_${coded}_${masked.join()}`,
    inputs: { dy, kernel, ...(scale && { scale }), ...(y && { y }) },
    vectors: deep ? ['dy', coded ? 'scale' : 'kernel', ...masked] : [],
    output: [pictures, height, width, channels],
    vectorOutput: quads,
    threads,
    groups: [Math.ceil(pixels / tiling.rows), Math.ceil(channels / tiling.columns), stride * stride],
    uniforms: {
      depth: taps * taps * filters,
      pixels,
      tall,
      wide,
      rows,
      columns,
      height,
      width,
      channels,
      filters,
      side,
      taps,
      stride,
      padding,
    },
    code: () => tiledProduct(tiling, outputs(deep, masked[0]), turned(deep, coded), writer(quads)),
  });
}

/** The remainder that a workgroup is for, and the first m whose pixel is not before the picture. */
const remainders = `
    fn remainder() -> vec2<i32> {
      let phase = i32(workgroupId.z);
      return vec2<i32>(phase / uniforms.stride, phase % uniforms.stride);
    }
    fn firstOf(r : i32) -> i32 { return (max(uniforms.padding - r, 0) + uniforms.stride - 1) / uniforms.stride; }`;

/** Numbers of dy that reach a pixel. */
const outputs = (quads: boolean, masked?: string): Loader => ({
  along: 'depth',
  code: `
    ${remainders}
    fn placeA(pixel : i32) -> vec4<i32> {
      let r = remainder();
      let row = (pixel / uniforms.wide) % uniforms.tall + firstOf(r.x);
      let picture = pixel / (uniforms.wide * uniforms.tall);
      let column = pixel % uniforms.wide + firstOf(r.y);
      return vec4<i32>(picture * uniforms.rows, select(-0x10000000, row, pixel < uniforms.pixels), column, 0);
    }
    fn indexA(place : vec4<i32>, depth : i32) -> i32 {
      let r = remainder();
      let tap = depth / uniforms.filters;
      let u = vec2<i32>(tap / uniforms.taps, tap % uniforms.taps);
      let o = place.yz - u;
      let reaches = all(u * uniforms.stride + r < vec2<i32>(uniforms.side));
      if (!reaches || any(o < vec2<i32>(0)) || o.x >= uniforms.rows || o.y >= uniforms.columns) { return -1; }
      return ((place.x + o.x) * uniforms.columns + o.y) * uniforms.filters + depth % uniforms.filters;
    }
    ${read('A', 'dy', quads, masked)}`,
});

/** The taps of a remainder, from the kernel as it is. Those of different filters are added up: each needs its scale. */
const turned = (quads: boolean, coded: boolean): Loader => ({
  along: 'depth',
  code: `
    fn placeB(channel : i32) -> vec4<i32> { return vec4<i32>(channel, 0, 0, 0); }
    fn indexB(place : vec4<i32>, depth : i32) -> i32 {
      let tap = depth / uniforms.filters;
      let t = vec2<i32>(tap / uniforms.taps, tap % uniforms.taps) * uniforms.stride + remainder();
      if (any(t >= vec2<i32>(uniforms.side)) || place.x >= uniforms.channels) { return -1; }
      return ((t.x * uniforms.side + t.y) * uniforms.channels + place.x) * uniforms.filters + depth % uniforms.filters;
    }
    ${coded ? readCodes : read('B', 'kernel', quads)}`,
});

const readCodes = `${unpackWeights}
    fn readB(place : vec4<i32>, depth : i32) -> vec4<f32> {
      let index = indexB(place, depth);
      if (index < 0) { return vec4<f32>(0.0); }
      return weights(kernel[index / 4]) * scale[(depth % uniforms.filters) / 4];
    }`;

function writer(quads: boolean): string {
  return `fn write(pixel : i32, channel : i32, sum : vec4<f32>) {
      if (pixel >= uniforms.pixels || channel >= uniforms.channels) { return; }
      let r = remainder();
      let m = vec2<i32>((pixel / uniforms.wide) % uniforms.tall + firstOf(r.x), pixel % uniforms.wide + firstOf(r.y));
      let i = uniforms.stride * m + r - vec2<i32>(uniforms.padding);
      if (i.x >= uniforms.height || i.y >= uniforms.width) { return; }
      let picture = pixel / (uniforms.wide * uniforms.tall);
      let index = ((picture * uniforms.height + i.x) * uniforms.width + i.y) * uniforms.channels + channel;
      ${
        quads
          ? 'result[index / 4] = sum;'
          : 'for (var j = 0; j < 4; j++) { if (channel + j < uniforms.channels) { result[index + j] = sum[j]; } }'
      }
    }`;
}
