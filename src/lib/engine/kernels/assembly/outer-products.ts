import { madd } from './madd';

/**
 * Adds to four rows by eight columns of a matrix what `pixels` pixels give: Σ a[i] b[j].
 *
 * @param a the first of four numbers of the first pixel @param aPixel bytes from there to the next pixel
 * @param b the first of eight @param bPixel likewise
 * @param pitch bytes from a row of the matrix to the next
 */
export function addOuterProducts(
  a: usize,
  aPixel: usize,
  b: usize,
  bPixel: usize,
  pixels: usize,
  to: usize,
  pitch: usize,
): void {
  let p0 = f32x4.splat(0),
    p1 = p0,
    p2 = p0,
    p3 = p0;
  let q0 = p0,
    q1 = p0,
    q2 = p0,
    q3 = p0;
  for (; pixels != 0; pixels--, a += aPixel, b += bPixel) {
    const u = v128.load(b),
      v = v128.load(b, 16);
    let x = v128.load32_splat(a);
    p0 = madd(x, u, p0);
    q0 = madd(x, v, q0);
    x = v128.load32_splat(a, 4);
    p1 = madd(x, u, p1);
    q1 = madd(x, v, q1);
    x = v128.load32_splat(a, 8);
    p2 = madd(x, u, p2);
    q2 = madd(x, v, q2);
    x = v128.load32_splat(a, 12);
    p3 = madd(x, u, p3);
    q3 = madd(x, v, q3);
  }
  add(to, p0, q0);
  add(to + pitch, p1, q1);
  add(to + 2 * pitch, p2, q2);
  add(to + 3 * pitch, p3, q3);
}

function add(to: usize, p: v128, q: v128): void {
  v128.store(to, f32x4.add(v128.load(to), p));
  v128.store(to, f32x4.add(v128.load(to, 16), q), 16);
}
