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

/** A point of the measured curve: means of many pairs. */
export interface Budget {
  eps: number;
  standard: number;
  robust: number;
}

interface Measured {
  models: Record<'standard' | 'robust', string>;
  budget: { eps: number; models: Record<string, number> }[];
}

/** The curve of a measured file, as short as the page's HTML wants it. */
export const budgetOf = ({ models, budget }: Measured): Budget[] =>
  budget.map(({ eps, models: distances }) => ({
    eps,
    standard: distances[models.standard]!,
    robust: distances[models.robust]!,
  }));
