// Pooling, four channels at a time: `pixel`, the bytes of one, is a multiple of 16.

/** y = the mean of each 2x2 pixels; a last odd row or column is left out. Rows of y from `begin` up to `end`. */
export function halve(
  x: usize,
  height: i32,
  width: i32,
  channels: usize,
  y: usize,
  begin: i32,
  end: i32,
): void {
  const pixel = channels << 2,
    row = <usize>width * pixel;
  const quarter = f32x4.splat(0.25);
  let to = y + <usize>(begin * (width >> 1)) * pixel;
  for (let i = begin; i < end; i++) {
    let from = x + <usize>(2 * i) * row;
    for (let j = 0; j < width >> 1; j++, from += pixel) {
      for (const last = from + pixel; from < last; from += 16, to += 16) {
        const upper = f32x4.add(v128.load(from), v128.load(from + pixel));
        const lower = f32x4.add(v128.load(from + row), v128.load(from + row + pixel));
        v128.store(to, f32x4.mul(quarter, f32x4.add(upper, lower)));
      }
    }
  }
}

/** The gradient of `halve`: a quarter to each of four, zeros where a row or column was left out. Rows of dx. */
export function halveGradient(
  dy: usize,
  height: i32,
  width: i32,
  channels: usize,
  dx: usize,
  begin: i32,
  end: i32,
): void {
  const pixel = channels << 2,
    row = <usize>width * pixel;
  const columns = width >> 1,
    quarter = f32x4.splat(0.25);
  let to = dx + <usize>begin * row;
  for (let i = begin; i < end; i++) {
    if (i >> 1 >= height >> 1) {
      memory.fill(to, 0, row);
      to += row;
      continue;
    }
    let from = dy + <usize>((i >> 1) * columns) * pixel;
    for (let j = 0; j < columns; j++, to += pixel) {
      for (const last = from + pixel; from < last; from += 16, to += 16) {
        const part = f32x4.mul(quarter, v128.load(from));
        v128.store(to, part);
        v128.store(to + pixel, part);
      }
    }
    if (width & 1) {
      memory.fill(to, 0, pixel);
      to += pixel;
    }
  }
}

/**
 * y = the largest in each window of side x side, of one picture; pixels outside of it are smaller than any. Rows of y
 * from `begin` up to `end`.
 */
export function maxPool(
  x: usize,
  height: i32,
  width: i32,
  channels: usize,
  side: i32,
  stride: i32,
  padding: i32,
  y: usize,
  columns: i32,
  begin: i32,
  end: i32,
): void {
  const pixel = channels << 2;
  let to = y + <usize>(begin * columns) * pixel;
  for (let i = begin; i < end; i++) {
    const top = max(0, i * stride - padding),
      bottom = min(height, i * stride - padding + side);
    for (let j = 0; j < columns; j++) {
      const left = max(0, j * stride - padding),
        right = min(width, j * stride - padding + side);
      for (let c: usize = 0; c < pixel; c += 16, to += 16) {
        let most = f32x4.splat(-Infinity);
        for (let row = top; row < bottom; row++) {
          let from = x + <usize>(row * width + left) * pixel + c;
          for (let column = left; column < right; column++, from += pixel)
            most = f32x4.max(most, v128.load(from));
        }
        v128.store(to, most);
      }
    }
  }
}

/** The gradient of `maxPool` of one picture: each window's goes to the first of its largest, in reading order. */
export function maxPoolGradient(
  x: usize,
  y: usize,
  dy: usize,
  height: i32,
  width: i32,
  channels: usize,
  side: i32,
  stride: i32,
  padding: i32,
  rows: i32,
  columns: i32,
  dx: usize,
): void {
  const pixel = channels << 2;
  memory.fill(dx, 0, <usize>(height * width) * pixel);
  for (let i = 0; i < rows; i++) {
    const top = max(0, i * stride - padding),
      bottom = min(height, i * stride - padding + side);
    for (let j = 0; j < columns; j++) {
      const left = max(0, j * stride - padding),
        right = min(width, j * stride - padding + side);
      for (let c: usize = 0; c < pixel; c += 16, y += 16, dy += 16) {
        const most = v128.load(y),
          part = v128.load(dy);
        let open = i32x4.splat(-1);
        for (let row = top; row < bottom; row++) {
          let at = <usize>(row * width + left) * pixel + c;
          for (let column = left; column < right; column++, at += pixel) {
            const found = v128.and(open, f32x4.eq(v128.load(x + at), most));
            open = v128.andnot(open, found);
            v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(part, found)));
          }
        }
      }
    }
  }
}
