/** y = (x - mean) / std, channel by channel; mean 0 for none. @param pixels of x, `channels` numbers each */
export function normalise(x: usize, pixels: usize, channels: usize, mean: usize, std: usize, y: usize): void {
  const pixel = channels << 2;
  for (const end = x + pixels * pixel; x < end; x += pixel, y += pixel)
    for (let c: usize = 0; c < pixel; c += 4)
      store<f32>(y + c, (load<f32>(x + c) - (mean ? load<f32>(mean + c) : 0)) / load<f32>(std + c));
}

/** y = max(0, a + b) */
export function addRelu(a: usize, b: usize, count: usize, y: usize): void {
  const zero = f32x4.splat(0);
  const end = y + (count << 2);
  for (; y + 16 <= end; y += 16, a += 16, b += 16)
    v128.store(y, f32x4.pmax(f32x4.add(v128.load(a), v128.load(b)), zero));
  for (; y < end; y += 4, a += 4, b += 4) {
    const sum = load<f32>(a) + load<f32>(b);
    store<f32>(y, sum < 0 ? 0 : sum);
  }
}

/** dx = dy where y is positive, else 0 */
export function reluGradient(dy: usize, y: usize, count: usize, dx: usize): void {
  const zero = f32x4.splat(0);
  const end = dx + (count << 2);
  for (; dx + 16 <= end; dx += 16, dy += 16, y += 16)
    v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  for (; dx < end; dx += 4, dy += 4, y += 4) store<f32>(dx, load<f32>(y) > 0 ? load<f32>(dy) : 0);
}
