/** What is known of a point along a line: the function's value and slope at a distance t from the start. */
export interface Point {
  t: number;
  value: number;
  slope: number;
}

export interface LineSearch<P extends Point> {
  /** t = 0; the slope must be negative. */
  start: Point;
  /** The distance to try first. */
  first: number;
  /** Looks at a point. */
  look: (t: number) => Promise<P>;
  /** Called with each point that is not needed any more. */
  drop: (point: P) => void;
}

/** The constants of the two conditions: Nocedal and Wright's for quasi-Newton methods. */
const sufficient = 1e-4;
const curvature = 0.9;
/** Looks at most. */
const patience = 25;
/** Points closer than this share of their distance cannot be told apart in single precision. */
const finest = 1e-6;

/**
 * A point that meets the strong Wolfe conditions, value(t) <= value(0) + c₁ t slope(0) and |slope(t)| <= c₂ |slope(0)|:
 * Nocedal and Wright 2006, algorithms 3.5 (go further until a minimum is bracketed) and 3.6 (close in on it), with
 * cubic interpolation, equation 3.59. The safeguards are those of Schmidt's minFunc, which PyTorch's L-BFGS shares.
 *
 * @returns the point, or, when patience ends first, the lowest seen; undefined when none is lower than the start
 */
export async function strongWolfe<P extends Point>(search: LineSearch<P>): Promise<P | undefined> {
  const { start, first } = search;
  const tooHigh = (p: Point) => !(p.value <= start.value + sufficient * p.t * start.slope);
  const flat = (p: Point) => Math.abs(p.slope) <= -curvature * start.slope;
  const drop = (p: Point) => {
    if (p !== start) search.drop(p as P);
  };
  let looks = 0;
  const look = (t: number) => {
    looks++;
    return search.look(t);
  };

  let before = start;
  let now = await look(first);
  const past = () => tooHigh(now) || (before !== start && now.value >= before.value);
  while (!past()) {
    if (flat(now) || (now.slope < 0 && looks === patience)) {
      drop(before);
      return now;
    }
    if (now.slope >= 0) break;
    const further = cubicMinimum(before, now, now.t + 0.01 * (now.t - before.t), 10 * now.t);
    drop(before);
    before = now;
    now = await look(further);
  }

  // The low end is low enough, and slopes down towards the other.
  let [low, high]: [Point, Point] = past() ? [before, now] : [now, before];
  let slow = false;
  while (looks < patience && Math.abs(high.t - low.t) >= finest * Math.max(high.t, low.t)) {
    const [left, right] = low.t < high.t ? [low, high] : [high, low];
    const margin = 0.1 * (right.t - left.t);
    let t = cubicMinimum(left, right, left.t, right.t);
    // Too near an end, twice running or at once right on it: not nearer than a tenth.
    const near = Math.min(right.t - t, t - left.t) < margin;
    if (near && (slow || t >= right.t || t <= left.t)) {
      t = right.t - t < t - left.t ? right.t - margin : left.t + margin;
      slow = false;
    } else slow = near;

    const found = await look(t);
    if (tooHigh(found) || found.value >= low.value) {
      drop(high);
      high = found;
      continue;
    }
    if (flat(found)) {
      drop(low);
      drop(high);
      return found;
    }
    const beyond = found.slope * (high.t - low.t) >= 0;
    drop(beyond ? high : low);
    if (beyond) high = low;
    low = found;
  }
  drop(high);
  return low === start ? undefined : (low as P);
}

/** Where the cubic through both points' values and slopes is least, within bounds; else half-way between them. */
function cubicMinimum(a: Point, b: Point, least: number, most: number): number {
  const [left, right] = a.t <= b.t ? [a, b] : [b, a];
  const d1 = left.slope + right.slope - (3 * (left.value - right.value)) / (left.t - right.t);
  const square = d1 * d1 - left.slope * right.slope;
  const d2 = Math.sqrt(square);
  const back = (right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2);
  if (Number.isNaN(back)) return (least + most) / 2;
  return Math.min(Math.max(right.t - (right.t - left.t) * back, least), most);
}
