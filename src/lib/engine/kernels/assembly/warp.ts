// A picture sampled bilinearly along an affine map; beyond its border it is its own mirror image, about the middle of
// the outermost pixels. Pixel (i, j) of the result looks at (row + i rr + j rc, column + i cr + j cc), from the corner.

/** The pixel that a place shows, inside of the picture or in its mirror image. */
function shown(place: i32, size: i32): i32 {
  if (size === 1) return 0;
  const period = 2 * size - 2,
    around = abs(place) % period;
  return around < size ? around : period - around;
}

/** y = one picture along the map. */
export function warp(
  x: usize,
  height: i32,
  width: i32,
  channels: usize,
  rr: f64,
  rc: f64,
  row: f64,
  cr: f64,
  cc: f64,
  column: f64,
  y: usize,
): void {
  const pixel = channels << 2,
    line = <usize>width * pixel;
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const down = row + rr * i + rc * j,
        right = column + cr * i + cc * j;
      const top = <i32>Math.floor(down),
        left = <i32>Math.floor(right);
      const low = <f32>(down - top),
        far = <f32>(right - left);
      const upper = x + <usize>shown(top, height) * line,
        lower = x + <usize>shown(top + 1, height) * line;
      const before = <usize>shown(left, width) * pixel,
        after = <usize>shown(left + 1, width) * pixel;
      for (let c: usize = 0; c < pixel; c += 4, y += 4) {
        const above = load<f32>(upper + before + c) * (1 - far) + load<f32>(upper + after + c) * far;
        const below = load<f32>(lower + before + c) * (1 - far) + load<f32>(lower + after + c) * far;
        store<f32>(y, above * (1 - low) + below * low);
      }
    }
  }
}

/** The gradient of `warp`: every pixel that was looked at is given its share. */
export function warpGradient(
  dy: usize,
  height: i32,
  width: i32,
  channels: usize,
  rr: f64,
  rc: f64,
  row: f64,
  cr: f64,
  cc: f64,
  column: f64,
  dx: usize,
): void {
  const pixel = channels << 2,
    line = <usize>width * pixel;
  memory.fill(dx, 0, <usize>height * line);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const down = row + rr * i + rc * j,
        right = column + cr * i + cc * j;
      const top = <i32>Math.floor(down),
        left = <i32>Math.floor(right);
      const low = <f32>(down - top),
        far = <f32>(right - left);
      const upper = dx + <usize>shown(top, height) * line,
        lower = dx + <usize>shown(top + 1, height) * line;
      const before = <usize>shown(left, width) * pixel,
        after = <usize>shown(left + 1, width) * pixel;
      for (let c: usize = 0; c < pixel; c += 4, dy += 4) {
        const share = load<f32>(dy);
        give(upper + before + c, share * (1 - low) * (1 - far));
        give(upper + after + c, share * (1 - low) * far);
        give(lower + before + c, share * low * (1 - far));
        give(lower + after + c, share * low * far);
      }
    }
  }
}

function give(to: usize, share: f32): void {
  store<f32>(to, load<f32>(to) + share);
}
