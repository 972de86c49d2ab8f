import { getEngine } from '../../../../lib/get-engine.ts';
import { smallCnnShapes } from '../../../../lib/nets/small-cnn-shapes.ts';
import { numbersIn } from '../../../../lib/training/weight-shapes.ts';

/** The reader's own networks, by the names that experiments know them by. */
export const yourNets = ['yours-standard', 'yours-robust'] as const;

/** A pair that was trained in this page, or loaded into it. */
export interface YourPair {
  /** Filters in the first layer. */
  width: number;
  /** All weights of each, in one vector: the standard one's, the robust one's. */
  weights: readonly Float32Array[];
}

let pair = $state.raw<YourPair>();
/** What the engine was told last. */
let lent: YourPair | undefined;

/** The pair that the reader trained last, as far as it has come; components that read it follow it. */
export const yourPair = (): YourPair | undefined => pair;

export function keepYours(next: YourPair): void {
  pair = next;
}

/**
 * The ids of the networks that a figure is to run: its own, or the reader's, which the engine is told of.
 * @throws Error with a sentence where the reader has none
 */
export function netsFor<Ours>(whose: 'ours' | 'yours', ours: Ours): Ours | typeof yourNets {
  if (whose === 'ours') return ours;
  if (!pair) throw new Error('Expected networks of your own, got none yet. Train them first, on this page.');
  if (lent === pair) return yourNets;
  lent = pair;
  const { width, weights } = pair;
  const shapes = smallCnnShapes(width);
  yourNets.forEach((id, i) => {
    const named = Object.entries(numbersIn(weights[i]!, shapes));
    getEngine().lend(id, {
      net: 'small-cnn',
      config: {},
      weights: Object.fromEntries(
        named.map(([name, values]) => [name, { shape: shapes[name]!, values: values.slice() }]),
      ),
    });
  });
  return yourNets;
}
