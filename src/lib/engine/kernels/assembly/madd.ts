/** a · b + c in four lanes; one instruction, rounded once, where relaxed SIMD maps it to the processor's own. */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The least value that an activation may take: 0 after a ReLU, -∞ without. `f32x4.pmax(least, x)` keeps a NaN. */
export function leastOf(relu: i32): v128 {
  return f32x4.splat(relu ? 0 : -Infinity);
}
