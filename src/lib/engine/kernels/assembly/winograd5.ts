import { madd } from './madd';
import { a, aa, atA, atB, b, bb } from './winograd4';

// F(2x2, 5x5): two outputs a direction from six inputs. A patch is as large as that of F(4x4, 3x3), and taken at the same
// points: its transform is winograd4.ts's. Passes as there.

/** Aᵀ on `lines` lines: six numbers become two. */
export function outputPass5(
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
    v128.store(to, f32x4.add(f32x4.add(m0, f32x4.add(m1, m2)), f32x4.add(m3, m4)));
    v128.store(to + toAlong, madd(b1, f32x4.sub(m3, m4), madd(a1, f32x4.sub(m1, m2), m5)));
  }
}

/** G on five taps, in double precision. @param step bytes from a result to the next */
export function kernelLine5(g0: f64, g1: f64, g2: f64, g3: f64, g4: f64, to: usize, step: usize): void {
  const evenA = g0 + aa * (g2 + aa * g4),
    oddA = a * (g1 + aa * g3);
  const evenB = g0 + bb * (g2 + bb * g4),
    oddB = b * (g1 + bb * g3);
  store<f64>(to, g0 / (aa * bb));
  store<f64>(to + step, (evenA + oddA) / atA);
  store<f64>(to + 2 * step, (evenA - oddA) / atA);
  store<f64>(to + 3 * step, (evenB + oddB) / atB);
  store<f64>(to + 4 * step, (evenB - oddB) / atB);
  store<f64>(to + 5 * step, g4);
}
