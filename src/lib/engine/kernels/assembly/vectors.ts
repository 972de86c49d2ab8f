import { madd } from './madd';

// Many long vectors at once, for L-BFGS: `table` holds where each begins, four bytes a vector.

/** Numbers that are taken at a time: so many of each of two vectors stay in the nearest cache. */
const block: usize = 2048;

/** products[i] = vectors[i] · x: short sums in single precision, put together in double. */
export function scalarProducts(table: usize, vectors: usize, x: usize, length: usize, products: usize): void {
  for (let i: usize = 0; i < vectors; i++) {
    const vector = <usize>load<u32>(table + (i << 2));
    let sum: f64 = 0;
    for (let first: usize = 0; first < length; first += block)
      sum += scalarProduct(vector + (first << 2), x + (first << 2), min(block, length - first));
    store<f32>(products + (i << 2), <f32>sum);
  }
}

function scalarProduct(a: usize, b: usize, length: usize): f64 {
  let p = f32x4.splat(0),
    q = p,
    r = p,
    s = p;
  const end = a + (length << 2);
  for (; a + 64 <= end; a += 64, b += 64) {
    p = madd(v128.load(a), v128.load(b), p);
    q = madd(v128.load(a, 16), v128.load(b, 16), q);
    r = madd(v128.load(a, 32), v128.load(b, 32), r);
    s = madd(v128.load(a, 48), v128.load(b, 48), s);
  }
  p = f32x4.add(f32x4.add(p, q), f32x4.add(r, s));
  let sum: f64 = <f64>f32x4.extract_lane(p, 0) + <f64>f32x4.extract_lane(p, 1);
  sum += <f64>f32x4.extract_lane(p, 2) + <f64>f32x4.extract_lane(p, 3);
  for (; a < end; a += 4, b += 4) sum += <f64>load<f32>(a) * <f64>load<f32>(b);
  return sum;
}

/** y = Σ weights[i] vectors[i] */
export function combination(table: usize, weights: usize, vectors: usize, length: usize, y: usize): void {
  for (let first: usize = 0; first < length; first += block) {
    const bytes = min(block, length - first) << 2,
      to = y + (first << 2);
    memory.fill(to, 0, bytes);
    for (let i: usize = 0; i < vectors; i++) {
      const weight = load<f32>(weights + (i << 2));
      addTimes(<usize>load<u32>(table + (i << 2)) + (first << 2), weight, bytes, to);
    }
  }
}

/** to += weight · from */
export function addTimes(from: usize, weight: f32, bytes: usize, to: usize): void {
  const times = f32x4.splat(weight);
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, madd(times, v128.load(from), v128.load(to)));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + weight * load<f32>(from));
}
