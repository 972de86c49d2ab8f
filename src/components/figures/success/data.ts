/** What `content/measured/traversal.json` holds of each net, as far as it is drawn here. */
interface MeasuredNet {
  /** Fraction of all pairs of different digits read as the target, one a frame, and its 95 % interval. */
  recognised: number[];
  interval95?: [number, number][];
  /** The same for each pair, "5>0". */
  byPair: Record<string, number[]>;
  highFrequency: number[];
}

export interface Measured {
  frames: number[];
  perCell: number;
  models: Record<string, MeasuredNet>;
}

export const nets = ['standard', 'robust'] as const;
export type NetName = (typeof nets)[number];

/** One net's measurements, as short as the page's HTML wants them. */
export interface NetSuccess {
  recognised: number[];
  interval: [number, number][] | null;
  highFrequency: number[];
  /** One list a frame: of perCell digits, how many are read as the target; [start * 10 + target]. */
  hits: number[][];
}

export interface Success {
  frames: number[];
  perCell: number;
  nets: Record<NetName, NetSuccess>;
}

export function compact({ frames, perCell, models }: Measured): Success {
  const net = (name: NetName): NetSuccess => {
    const { recognised, interval95, byPair, highFrequency } = models[`mnist-cnn-${name}`]!;
    const hits = frames.map((_, frame) =>
      Array.from({ length: 100 }, (__, cell) =>
        Math.round(byPair[`${Math.floor(cell / 10)}>${cell % 10}`]![frame]! * perCell),
      ),
    );
    return { recognised, interval: interval95 ?? null, highFrequency, hits };
  };
  return { frames, perCell, nets: { standard: net('standard'), robust: net('robust') } };
}

/** The traversal that a cell opens: always the same digit of its class. */
export function traversalOf(cell: number, perCell: number): URLSearchParams {
  const [digit, target] = [Math.floor(cell / 10), cell % 10];
  const pick = (3 * digit + 7 * target) % perCell;
  return new URLSearchParams({ digit: String(digit), pick: String(pick), target: String(target) });
}
