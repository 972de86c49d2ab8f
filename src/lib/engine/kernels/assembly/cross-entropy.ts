// The natural exponential and logarithm in double precision: AssemblyScript's own want tables laid into the memory.

const ln2 = 0.6931471805599453;

/** eˣ for x <= 0, to some fifteen digits. */
function exponential(x: f64): f64 {
  if (x < -700) return 0;
  const k = nearest(x / ln2);
  const r = x - k * ln2;
  // Taylor's series; |r| is at most ln 2 / 2.
  let sum: f64 = 1;
  for (let n: f64 = 13; n > 0; n--) sum = 1 + (sum * r) / n;
  return sum * reinterpret<f64>((<i64>k + 1023) << 52);
}

/** The natural logarithm of x >= 1, to some fifteen digits. */
function logarithm(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  const k = <f64>((bits >> 52) - 1023);
  const m = reinterpret<f64>((bits & 0xfffffffffffff) | (1023 << 52));
  // ln m = 2 artanh((m - 1) / (m + 1)), m from 1 up to 2.
  const z = (m - 1) / (m + 1),
    square = z * z;
  let sum: f64 = 0;
  for (let n: f64 = 31; n > 0; n -= 2) sum = 1 / n + square * sum;
  return k * ln2 + 2 * z * sum;
}

/**
 * The cross-entropy of rows of logits, with its gradient wrt them, softmax(logits) - labels.
 *
 * @param logits, labels [rows, classes]; each row of labels sums to one
 * @param loss one number, the sum over all rows
 * @param gradient [rows, classes]
 */
export function crossEntropy(
  logits: usize,
  labels: usize,
  rows: i32,
  classes: usize,
  loss: usize,
  gradient: usize,
): void {
  const row = classes << 2;
  let total: f64 = 0;
  for (; rows != 0; rows--, logits += row, labels += row, gradient += row) {
    let largest = load<f32>(logits);
    for (let i: usize = 4; i < row; i += 4) largest = max(largest, load<f32>(logits + i));
    let sum: f64 = 0;
    for (let i: usize = 0; i < row; i += 4) {
      const e = exponential(<f64>load<f32>(logits + i) - largest);
      store<f32>(gradient + i, <f32>e);
      sum += e;
    }
    const log = logarithm(sum);
    const scale = <f32>(1 / sum);
    for (let i: usize = 0; i < row; i += 4) {
      const label = load<f32>(labels + i);
      total += <f64>label * (log + largest - <f64>load<f32>(logits + i));
      store<f32>(gradient + i, load<f32>(gradient + i) * scale - label);
    }
  }
  store<f32>(loss, <f32>total);
}
