// Runs of numbers. Of short ones a loop is done before a call of memory.copy or memory.fill has begun.

/** Bytes from which the call is worth it. */
const long: usize = 1024;

export function fillZero(to: usize, bytes: usize): void {
  if (bytes >= long) memory.fill(to, 0, bytes);
  else fillShort(to, bytes);
}

export function copyNumbers(from: usize, bytes: usize, to: usize): void {
  if (bytes >= long) memory.copy(to, from, bytes);
  else copyShort(from, bytes, to);
}

export function fillShort(to: usize, bytes: usize): void {
  const end = to + bytes,
    zero = f32x4.splat(0);
  for (; to + 16 <= end; to += 16) v128.store(to, zero);
  for (; to < end; to += 4) store<f32>(to, 0);
}

export function copyShort(from: usize, bytes: usize, to: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, v128.load(from));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from));
}

/** Copies numbers where those of `mask` are positive, and zeros elsewhere. */
export function copyOpen(from: usize, mask: usize, bytes: usize, to: usize): void {
  const end = to + bytes,
    zero = f32x4.splat(0);
  for (; to + 16 <= end; to += 16, from += 16, mask += 16)
    v128.store(to, v128.and(v128.load(from), f32x4.gt(v128.load(mask), zero)));
  for (; to < end; to += 4, from += 4, mask += 4) store<f32>(to, load<f32>(mask) > 0 ? load<f32>(from) : 0);
}
