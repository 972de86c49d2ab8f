import { madd } from './madd';

/** Rows that are taken at once: with eight columns, twelve sums, which fill the registers together with what they need. */
export const rowsAtOnce: usize = 6;
/** Columns that are taken at once. */
export const panelColumns: usize = 8;

/**
 * Six rows by eight columns: c = max(least, a · b + bias), or + c where `bias` is 0. A row of `a` is `runs` runs of
 * `length` numbers, the next beginning `jump` bytes after the last one's end. With fewer rows than six the last is
 * computed again, for nothing: no row's result depends on how many there are.
 *
 * @param offsets six places of rows from `base` on, in bytes
 * @param b [runs · length, 8]
 * @param pitch bytes from a row of c to the next
 * @param nowhere 32 bytes, for what is computed for nothing
 */
export function microKernel(
  base: usize,
  offsets: usize,
  rows: usize,
  runs: usize,
  length: usize,
  jump: usize,
  b: usize,
  bias: usize,
  c: usize,
  pitch: usize,
  least: v128,
  nowhere: usize,
): void {
  let a0 = base + load<u32>(offsets);
  let a1 = base + load<u32>(offsets, 4);
  let a2 = base + load<u32>(offsets, 8);
  let a3 = base + load<u32>(offsets, 12);
  let a4 = base + load<u32>(offsets, 16);
  let a5 = base + load<u32>(offsets, 20);
  let p0 = bias ? v128.load(bias) : f32x4.splat(0);
  let q0 = bias ? v128.load(bias, 16) : p0;
  let p1 = p0;
  let q1 = q0;
  let p2 = p0;
  let q2 = q0;
  let p3 = p0;
  let q3 = q0;
  let p4 = p0;
  let q4 = q0;
  let p5 = p0;
  let q5 = q0;
  const more = bias == 0;
  for (; runs != 0; runs--) {
    for (let n = length; n != 0; n--) {
      let u = v128.load(b);
      let v = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      p0 = madd(x, u, p0);
      q0 = madd(x, v, q0);
      x = v128.load32_splat(a1);
      p1 = madd(x, u, p1);
      q1 = madd(x, v, q1);
      x = v128.load32_splat(a2);
      p2 = madd(x, u, p2);
      q2 = madd(x, v, q2);
      x = v128.load32_splat(a3);
      p3 = madd(x, u, p3);
      q3 = madd(x, v, q3);
      x = v128.load32_splat(a4);
      p4 = madd(x, u, p4);
      q4 = madd(x, v, q4);
      x = v128.load32_splat(a5);
      p5 = madd(x, u, p5);
      q5 = madd(x, v, q5);
      b += 32;
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      a4 += 4;
      a5 += 4;
    }

    a0 += jump;
    a1 += jump;
    a2 += jump;
    a3 += jump;
    a4 += jump;
    a5 += jump;
  }
  put(c, more, p0, q0, least);
  put(rows > 1 ? c + 1 * pitch : nowhere, more, p1, q1, least);
  put(rows > 2 ? c + 2 * pitch : nowhere, more, p2, q2, least);
  put(rows > 3 ? c + 3 * pitch : nowhere, more, p3, q3, least);
  put(rows > 4 ? c + 4 * pitch : nowhere, more, p4, q4, least);
  put(rows > 5 ? c + 5 * pitch : nowhere, more, p5, q5, least);
}

function put(c: usize, more: boolean, p: v128, q: v128, least: v128): void {
  if (more) {
    p = f32x4.add(p, v128.load(c));
    q = f32x4.add(q, v128.load(c, 16));
  }
  v128.store(c, f32x4.pmax(p, least));
  v128.store(c, f32x4.pmax(q, least), 16);
}
