import { madd } from './madd';

// F(4x4, 3x3): four outputs a direction from six inputs (Lavin and Gray 2016, "Fast Algorithms for Convolutional
// Neural Networks", section 4.3). The polynomials are taken at 0, ±5/8, ±3/2 and ∞: of points that a float holds
// exactly, these lose half the digits that the usual 0, ±1, ±2 lose (compare Barabasz et al. 2020, "Error Analysis and
// Improving the Accuracy of Winograd Convolution for Deep Neural Networks").
//
// Each transform is one matrix applied to columns, then to rows; a pass applies it along one direction, four channels
// at a time. `across` are the bytes from a line to the next, `along` from a number of a line to the next.

export const a: f32 = 0.625;
export const b: f32 = 1.5;
export const aa: f32 = 0.390625;
export const bb: f32 = 2.25;
/** What the numbers at ±a, and at ±b, are divided by. */
export const atA: f64 = 2 * aa * (aa - bb);
export const atB: f64 = 2 * bb * (bb - aa);

/** Bᵀ on six lines of six. */
export function inputPass4(
  from: usize,
  across: usize,
  along: usize,
  to: usize,
  toAcross: usize,
  toAlong: usize,
): void {
  const product = f32x4.splat(aa * bb),
    sum = f32x4.splat(-aa - bb);
  const lessAa = f32x4.splat(-aa),
    lessBb = f32x4.splat(-bb);
  const plusA = f32x4.splat(a),
    lessA = f32x4.splat(-a),
    plusB = f32x4.splat(b),
    lessB = f32x4.splat(-b);
  for (let line = 0; line < 6; line++, from += across, to += toAcross) {
    let at = from;
    const d0 = v128.load(at);
    at += along;
    const d1 = v128.load(at);
    at += along;
    const d2 = v128.load(at);
    at += along;
    const d3 = v128.load(at);
    at += along;
    const d4 = v128.load(at);
    at += along;
    const d5 = v128.load(at);
    const evenA = madd(lessBb, d2, d4);
    const oddA = madd(lessBb, d1, d3);
    const evenB = madd(lessAa, d2, d4);
    const oddB = madd(lessAa, d1, d3);
    let put = to;
    v128.store(put, madd(product, d0, madd(sum, d2, d4)));
    put += toAlong;
    v128.store(put, madd(plusA, oddA, evenA));
    put += toAlong;
    v128.store(put, madd(lessA, oddA, evenA));
    put += toAlong;
    v128.store(put, madd(plusB, oddB, evenB));
    put += toAlong;
    v128.store(put, madd(lessB, oddB, evenB));
    put += toAlong;
    v128.store(put, madd(product, d1, madd(sum, d3, d5)));
  }
}

/** Aᵀ on `lines` lines: six numbers become four. */
export function outputPass4(
  from: usize,
  across: usize,
  along: usize,
  to: usize,
  toAcross: usize,
  toAlong: usize,
  lines: i32,
): void {
  const a1 = f32x4.splat(a),
    b1 = f32x4.splat(b);
  const a2 = f32x4.splat(aa),
    b2 = f32x4.splat(bb);
  const a3 = f32x4.splat(aa * a),
    b3 = f32x4.splat(bb * b);
  for (let line = 0; line < lines; line++, from += across, to += toAcross) {
    let at = from;
    const m0 = v128.load(at);
    at += along;
    const m1 = v128.load(at);
    at += along;
    const m2 = v128.load(at);
    at += along;
    const m3 = v128.load(at);
    at += along;
    const m4 = v128.load(at);
    at += along;
    const m5 = v128.load(at);
    const evenA = f32x4.add(m1, m2);
    const oddA = f32x4.sub(m1, m2);
    const evenB = f32x4.add(m3, m4);
    const oddB = f32x4.sub(m3, m4);
    let put = to;
    v128.store(put, f32x4.add(f32x4.add(m0, evenA), evenB));
    put += toAlong;
    v128.store(put, madd(b1, oddB, f32x4.mul(a1, oddA)));
    put += toAlong;
    v128.store(put, madd(b2, evenB, f32x4.mul(a2, evenA)));
    put += toAlong;
    v128.store(put, madd(b3, oddB, madd(a3, oddA, m5)));
  }
}

/** G on three taps, in double precision. @param step bytes from a result to the next */
export function kernelLine4(g0: f64, g1: f64, g2: f64, to: usize, step: usize): void {
  store<f64>(to, g0 / (aa * bb));
  store<f64>(to + step, (g0 + a * g1 + aa * g2) / atA);
  store<f64>(to + 2 * step, (g0 - a * g1 + aa * g2) / atA);
  store<f64>(to + 3 * step, (g0 + b * g1 + bb * g2) / atB);
  store<f64>(to + 4 * step, (g0 - b * g1 + bb * g2) / atB);
  store<f64>(to + 5 * step, g2);
}
