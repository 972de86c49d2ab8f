import { blurred } from './smooth.ts';

/** For each pixel, how the picture runs there. */
export interface Edges {
  /** Direction along the edge, in radians from the x axis, in (-π/2, π/2]. */
  direction: Float32Array;
  /** Length of the gradient there. */
  strength: Float32Array;
}

/**
 * Directions along the edges of a smoothed picture: the normal of its gradient. Where the picture is flat, the edges
 * around it decide: the gradients are averaged as directions without a sign, by their structure tensor, so that both
 * sides of a line agree instead of cancelling.
 * @param values one number a pixel, row by row
 * @param sigma in pixels: of the smoothing, and of the averaging, which reaches twice as far
 */
export function edgesOf(values: Float32Array, width: number, height: number, sigma: number): Edges {
  const smooth = blurred(values, width, height, sigma);
  const [xx, xy, yy] = [0, 0, 0].map(() => new Float32Array(values.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const strength = new Float32Array(values.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const dx = smooth[i + (x < width - 1 ? 1 : 0)]! - smooth[i - (x > 0 ? 1 : 0)]!;
      const dy = smooth[i + (y < height - 1 ? width : 0)]! - smooth[i - (y > 0 ? width : 0)]!;
      xx[i] = dx * dx;
      xy[i] = dx * dy;
      yy[i] = dy * dy;
      strength[i] = Math.hypot(dx, dy) / 2;
    }
  }
  const [a, b, c] = [xx, xy, yy].map((one) => blurred(one, width, height, 2 * sigma)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const direction = Float32Array.from(a, (_, i) => {
    const gradient = Math.atan2(2 * b[i]!, a[i]! - c[i]!) / 2;
    return gradient > 0 ? gradient - Math.PI / 2 : gradient + Math.PI / 2;
  });
  return { direction, strength };
}
