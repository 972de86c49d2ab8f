/**
 * A step of Adam (Kingma and Ba 2015, algorithm 1), on vectors of `count` numbers: m ← β₁ m + (1 - β₁) g,
 * v ← β₂ v + (1 - β₂) g², w ← w - length · m / (√v · scale + ε).
 *
 * @param length of a step, over 1 - β₁ᵗ @param scale 1 / √(1 - β₂ᵗ)
 */
export function adam(
  weights: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  count: usize,
  beta1: f64,
  beta2: f64,
  length: f32,
  scale: f32,
  epsilon: f32,
  toWeights: usize,
  toMean: usize,
  toSquare: usize,
): void {
  const all = count << 2,
    whole = all & ~15;
  // Subtracted in double precision: 1 - .999 in single keeps four digits.
  const kept1 = <f32>beta1,
    kept2 = <f32>beta2,
    taken1 = <f32>(1 - beta1),
    taken2 = <f32>(1 - beta2);
  const keep1 = f32x4.splat(kept1),
    keep2 = f32x4.splat(kept2),
    take1 = f32x4.splat(taken1),
    take2 = f32x4.splat(taken2);
  const far = f32x4.splat(length),
    by = f32x4.splat(scale),
    least = f32x4.splat(epsilon);
  let i: usize = 0;
  for (; i < whole; i += 16) {
    const g = v128.load(gradient + i);
    const m = f32x4.add(f32x4.mul(v128.load(mean + i), keep1), f32x4.mul(g, take1));
    const v = f32x4.add(f32x4.mul(v128.load(square + i), keep2), f32x4.mul(f32x4.mul(g, g), take2));
    const size = f32x4.add(f32x4.mul(f32x4.sqrt(v), by), least);
    v128.store(toMean + i, m);
    v128.store(toSquare + i, v);
    v128.store(toWeights + i, f32x4.sub(v128.load(weights + i), f32x4.div(f32x4.mul(m, far), size)));
  }
  for (; i < all; i += 4) {
    const g = load<f32>(gradient + i);
    const m = load<f32>(mean + i) * kept1 + g * taken1;
    const v = load<f32>(square + i) * kept2 + g * g * taken2;
    store<f32>(toMean + i, m);
    store<f32>(toSquare + i, v);
    store<f32>(toWeights + i, load<f32>(weights + i) - (m * length) / (sqrt(v) * scale + epsilon));
  }
}
