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
 * Sees to it that experiments know the reader's pair by the names of `yourNets`.
 * @throws Error with a sentence where there is none
 */
export function lendYours(): void {
  if (!pair) throw new Error('Expected networks of your own, got none yet. Train them first, on this page.');
  if (lent === pair) return;
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
}
