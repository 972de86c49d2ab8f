interface Numbers {
  /** ‖r(x) − r(t)‖ / ‖r(t)‖: now, and of the picture that was begun with. */
  distance: number;
  before: number;
  /** How far the picture has come, in L2. */
  moved: number;
}

interface Drawn {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
}

/** What is on show of a network: computed live, or read from a poster. */
export interface TwinView extends Drawn, Numbers {
  change: Drawn;
}

export interface PosterView extends Numbers {
  src: string;
  change: string;
}

/** The usual pair, and by network what it came to at each radius. */
export interface TwinsPoster {
  from: string;
  towards: string;
  nets: PosterView[][];
}

/** Over many pairs: the median of the distances, and their quartiles. */
export interface Spread {
  median: number;
  lower: number;
  upper: number;
}

/** A point of the measured curve. */
export interface Budget {
  eps: number;
  standard: Spread;
  robust: Spread;
}

export interface MeasuredCurve {
  pairs: number;
  points: Budget[];
}

/** The curve of a measured file, as short as the page's HTML wants it. */
export const curveOf = ({ pairs, curve }: { pairs: number; curve: readonly Budget[] }): MeasuredCurve => ({
  pairs,
  points: curve.map(({ eps, standard, robust }) => ({
    eps,
    standard: short(standard),
    robust: short(robust),
  })),
});

const short = ({ median, lower, upper }: Spread): Spread => ({ median, lower, upper });
