import { tf, type Tensor, type Tensor1D } from './tf.ts';

/** The code of 0: half of the 255 that training/tfjs.py writes are below it, half above. */
export const zeroCode = 127;

/** A convolution's kernel that stays on the device as the file has it: K = codes less `zeroCode`, times `scale`. */
export interface Uint8Kernel {
  /** int32 [side, side, in, out / 4]: the codes of four neighbouring output channels in a number, the first lowest. */
  codes: Tensor;
  /** [out] */
  scale: Tensor1D;
}

type Entry = tf.io.WeightsManifestEntry;

/**
 * The entry as TF.js should read it so that it gives the codes themselves, for a kernel that can stay in 8 bits without
 * any loss; undefined for all other weights. The file decides, not the numbers: of four dimensions, of whole fours of
 * output channels, on a grid that has its 0 at `zeroCode`.
 */
export function entryOfCodes(entry: Entry): Entry | undefined {
  const { shape, quantization } = entry;
  if (shape.length !== 4 || shape[3]! % 4 !== 0 || quantization?.dtype !== 'uint8') return undefined;
  const { min, scale } = quantization as { min: number; scale: number };
  // As far as a division in double precision can tell.
  if (Math.abs(min / scale + zeroCode) > 1e-9) return undefined;
  return { ...entry, quantization: { ...quantization, min: 0, scale: 1 } };
}

/**
 * Packs a kernel as the convolutions of `../kernels/webgpu/` read it.
 *
 * @param codes [side, side, in, out], whole numbers below 256, still where they were decoded: nothing is read back
 * @param step between neighbouring codes, as the file says
 * @param scale [out], s of each output channel
 * @returns two new tensors, which the caller disposes, as `codes` and `scale`
 */
export function packed(codes: Tensor, step: number, scale: Tensor): Uint8Kernel {
  const filters = codes.shape[3]!;
  const bytes = Uint8Array.from(codes.dataSync());
  return {
    codes: tf.tensor(new Int32Array(bytes.buffer), [...codes.shape.slice(0, 3), filters / 4], 'int32'),
    scale: tf.mul(scale, step),
  };
}

/** The shapes that weights have as float32, by name: of kernels that are there as codes, too. */
export function shapesOf(weights: Readonly<Record<string, Tensor>>): Record<string, readonly number[]> {
  const named = Object.entries(weights).filter(([name]) => !name.endsWith('/kernel_scale'));
  return Object.fromEntries(
    named.map(([name, { shape }]) => {
      const coded = weights[`${name}_scale`] !== undefined;
      return [name, coded ? [...shape.slice(0, 3), 4 * shape[3]!] : shape];
    }),
  );
}
