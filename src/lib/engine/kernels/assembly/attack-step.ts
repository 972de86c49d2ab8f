/** Four sums, which end in one number: the sum of the squares of `count` numbers, count a multiple of 4. */
function squares(x: usize, count: usize): f64 {
  let low = f64x2.splat(0),
    high = low;
  for (const end = x + (count << 2); x < end; x += 16) {
    const v = v128.load(x);
    const a = f64x2.promote_low_f32x4(v),
      b = f64x2.promote_low_f32x4(v128.shuffle<u64>(v, v, 1, 1));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * A step of projected gradient descent in L2 for many pictures: x ← clamp(origin + Π(x + size · g / ‖g‖ - origin)),
 * with Π onto the ball of radius eps and the clamp onto [0, 1].
 *
 * @param x, origin, gradient, to [pictures, count], count a multiple of 4
 * @param smallest a shorter vector is treated as this long
 */
export function attackStep(
  x: usize,
  origin: usize,
  gradient: usize,
  pictures: i32,
  count: usize,
  size: f32,
  eps: f32,
  smallest: f64,
  to: usize,
): void {
  const picture = count << 2;
  const zero = f32x4.splat(0),
    one = f32x4.splat(1);
  for (; pictures != 0; pictures--) {
    const length = max(sqrt(squares(gradient, count)), smallest);
    const along = f32x4.splat(<f32>(size / length));
    for (let i: usize = 0; i < picture; i += 16) {
      const offset = f32x4.sub(v128.load(x + i), v128.load(origin + i));
      v128.store(to + i, f32x4.add(offset, f32x4.mul(v128.load(gradient + i), along)));
    }
    const reached = max(sqrt(squares(to, count)), smallest);
    const back = f32x4.splat(<f32>min<f64>(1, eps / reached));
    for (let i: usize = 0; i < picture; i += 16) {
      const moved = f32x4.add(v128.load(origin + i), f32x4.mul(v128.load(to + i), back));
      v128.store(to + i, f32x4.min(one, f32x4.max(zero, moved)));
    }
    x += picture;
    origin += picture;
    gradient += picture;
    to += picture;
  }
}
