// F(2x2, 3x3): two outputs a direction from four inputs (Lavin and Gray 2016, section 4.1). Passes as in winograd4.ts.
// It saves less than F(4x4, 3x3), but its transformed kernels are less than half as large.

/** Bᵀ on four lines of four. */
export function inputPass2(
  from: usize,
  across: usize,
  along: usize,
  to: usize,
  toAcross: usize,
  toAlong: usize,
): void {
  for (let line = 0; line < 4; line++, from += across, to += toAcross) {
    let at = from;
    const d0 = v128.load(at);
    at += along;
    const d1 = v128.load(at);
    at += along;
    const d2 = v128.load(at);
    at += along;
    const d3 = v128.load(at);
    let put = to;
    v128.store(put, f32x4.sub(d0, d2));
    put += toAlong;
    v128.store(put, f32x4.add(d1, d2));
    put += toAlong;
    v128.store(put, f32x4.sub(d2, d1));
    put += toAlong;
    v128.store(put, f32x4.sub(d1, d3));
  }
}

/** Aᵀ on `lines` lines: four numbers become two. */
export function outputPass2(
  from: usize,
  across: usize,
  along: usize,
  to: usize,
  toAcross: usize,
  toAlong: usize,
  lines: i32,
): void {
  for (let line = 0; line < lines; line++, from += across, to += toAcross) {
    let at = from;
    const m0 = v128.load(at);
    at += along;
    const m1 = v128.load(at);
    at += along;
    const m2 = v128.load(at);
    at += along;
    const m3 = v128.load(at);
    v128.store(to, f32x4.add(f32x4.add(m0, m1), m2));
    v128.store(to + toAlong, f32x4.sub(f32x4.sub(m1, m2), m3));
  }
}

/** G on three taps, in double precision. */
export function kernelLine2(g0: f64, g1: f64, g2: f64, to: usize, step: usize): void {
  store<f64>(to, g0);
  store<f64>(to + step, (g0 + g1 + g2) / 2);
  store<f64>(to + 2 * step, (g0 - g1 + g2) / 2);
  store<f64>(to + 3 * step, g2);
}
