import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';
import { runProgram } from './program.ts';
import { groupSum } from './sum.ts';
import { depthAtOnce, threads, tiledProduct, tilingOf, type Loader, type Tiling } from './tiled-product.ts';

/** Pixels that a workgroup adds up at least: below, writing the sums down costs more than making them. */
const leastPixels = 128;
/** Workgroups that a Gram matrix is spread over: far more pixels than channels are left to few tiles otherwise. */
const wantedGroups = 256;

/**
 * How far a Gram matrix is from what it should be, G - target with G = fᵀf / pixels, and what each workgroup found for
 * the sum of its squares. Two dispatches: sums over stretches of pixels, and their sum.
 *
 * @param f [pixels, channels], channels a multiple of 4 @param target [channels, channels]
 * @returns [channels² + groups]: the matrix, then sums of squares for `share`
 */
export function gramGap(
  backend: PrivateWebGPUBackend,
  { f, target }: { f: tf.TensorInfo; target: tf.TensorInfo },
): tf.TensorInfo {
  const [pixels, channels] = f.shape as [number, number];
  const parts = stretches(backend, f);
  const size = channels * channels;
  const groups = Math.ceil(size / threads);
  const gap = runProgram(backend, {
    name: 'gram_gap',
    inputs: { part: parts, goal: target },
    output: [size + groups],
    threads,
    groups: [groups, 1, 1],
    uniforms: { numbers: size, parts: parts.shape[0]! },
    floats: { pixels },
    code: () => `
      ${groupSum}
      fn main() {
        let index = i32(workgroupId.x) * ${threads} + i32(localIndex);
        var square = 0.0;
        if (index < uniforms.numbers) {
          var sum = 0.0;
          for (var i = 0; i < uniforms.parts; i++) { sum += part[i * uniforms.numbers + index]; }
          let gap = sum / uniforms.pixels - goal[index];
          result[index] = gap;
          square = gap * gap;
        }
        let total = groupSum(square);
        if (localIndex == 0u) { result[uniforms.numbers + i32(workgroupId.x)] = total; }
      }`,
  });
  backend.disposeData(parts.dataId);
  return gap;
}

/** fᵀf of each of some stretches of pixels: [stretches, channels, channels]. */
function stretches(backend: PrivateWebGPUBackend, f: tf.TensorInfo): tf.TensorInfo {
  const [pixels, channels] = f.shape as [number, number];
  const tiling = tilingOf(channels, channels, wantedGroups);
  const tiles = [tiling.rows, tiling.columns].map((side) => Math.ceil(channels / side)) as [number, number];
  const wanted = Math.ceil(wantedGroups / (tiles[0] * tiles[1]));
  const length = Math.max(leastPixels, Math.ceil(pixels / wanted / depthAtOnce) * depthAtOnce);
  const count = Math.ceil(pixels / length);
  return runProgram(backend, {
    name: `gram_stretches_${JSON.stringify(tiling)}`,
    inputs: { f },
    vectors: ['f'],
    output: [count, channels, channels],
    vectorOutput: true,
    threads,
    groups: [...tiles, count],
    uniforms: { depth: length, pixels, channels },
    code: () => tiledProduct(tiling, pixelsOf('A'), pixelsOf('B'), writeStretch),
  });
}

const pixelsOf = (name: string): Loader => ({
  along: 'outer',
  code: `
    fn place${name}(channel : i32) -> vec4<i32> {
      return vec4<i32>(channel, i32(workgroupId.z) * uniforms.depth, 0, 0);
    }
    fn read${name}(place : vec4<i32>, depth : i32) -> vec4<f32> {
      let pixel = place.y + depth;
      if (pixel >= uniforms.pixels || place.x >= uniforms.channels) { return vec4<f32>(0.0); }
      return f[(pixel * uniforms.channels + place.x) / 4];
    }`,
});

const writeStretch = `
    fn write(row : i32, column : i32, sum : vec4<f32>) {
      if (row >= uniforms.channels || column >= uniforms.channels) { return; }
      result[((i32(workgroupId.z) * uniforms.channels + row) * uniforms.channels + column) / 4] = sum;
    }`;

/**
 * The gradient of weight · scale · Σ gap² wrt f, times dy: f gap · 4 weight · scale · dy / pixels, the gap being
 * symmetric.
 *
 * @param gap what `gramGap` gave @param scale and dy one number each
 * @returns [pixels, channels]
 */
export function gramGapGradient(
  backend: PrivateWebGPUBackend,
  { f, gap, scale, dy }: { f: tf.TensorInfo; gap: tf.TensorInfo; scale: tf.TensorInfo; dy: tf.TensorInfo },
  { weight }: { weight: number },
): tf.TensorInfo {
  const [pixels, channels] = f.shape as [number, number];
  const tiling: Tiling = tilingOf(pixels, channels);
  return runProgram(backend, {
    name: `gram_gap_gradient_${JSON.stringify(tiling)}`,
    inputs: { f, gap, scale, dy },
    vectors: ['f', 'gap'],
    output: [pixels, channels],
    vectorOutput: true,
    threads,
    groups: [Math.ceil(pixels / tiling.rows), Math.ceil(channels / tiling.columns), 1],
    uniforms: { depth: channels, pixels },
    floats: { slope: (4 * weight) / pixels },
    code: () => tiledProduct(tiling, activations, matrix, writeGradient),
  });
}

const activations: Loader = {
  along: 'depth',
  code: `
    fn placeA(pixel : i32) -> vec4<i32> { return vec4<i32>(pixel, 0, 0, 0); }
    fn readA(place : vec4<i32>, depth : i32) -> vec4<f32> {
      if (place.x >= uniforms.pixels || depth >= uniforms.depth) { return vec4<f32>(0.0); }
      return f[(place.x * uniforms.depth + depth) / 4];
    }`,
};

const matrix: Loader = {
  along: 'outer',
  code: `
    fn placeB(channel : i32) -> vec4<i32> { return vec4<i32>(channel, 0, 0, 0); }
    fn readB(place : vec4<i32>, depth : i32) -> vec4<f32> {
      if (depth >= uniforms.depth || place.x >= uniforms.depth) { return vec4<f32>(0.0); }
      return gap[(depth * uniforms.depth + place.x) / 4];
    }`,
};

const writeGradient = `
    fn write(pixel : i32, channel : i32, sum : vec4<f32>) {
      if (pixel >= uniforms.pixels || channel >= uniforms.depth) { return; }
      result[(pixel * uniforms.depth + channel) / 4] = sum * (uniforms.slope * scale[0] * dy[0]);
    }`;
