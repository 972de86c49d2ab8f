import type { MethodConfigs, MethodName } from '../../../lib/classical/methods.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import type { ClassicalState } from './state.ts';

/** Long side of the paintings, and of the style that texture transfer copies from, in pixels. */
export const paintingSize = 480;
/** Into how many parts a painting is divided, to be watched. */
export const parts = 24;

export interface Pair {
  content: Picture;
  style: Picture;
}

const makers: {
  [Name in MethodName]: (state: ClassicalState, pair: Pair) => MethodConfigs[Name];
} = {
  strokes: ({ brush, length, smoothing, seed }, { content }) => ({
    picture: content,
    size: brush,
    length,
    smoothing,
    seed,
    parts,
  }),
  spots: ({ spot, variety, scatter, seed }, { content }) => ({
    picture: content,
    size: spot,
    variety,
    scatter,
    seed,
    parts,
  }),
  texture: ({ fidelity, reach, chances, seed }, { content, style }) => ({
    picture: content,
    style,
    fidelity: 2 ** fidelity,
    reach,
    chances,
    seed,
    parts,
  }),
};

/** What a painter is asked for in this state. */
export const configOf = <Name extends MethodName>(
  name: Name,
  state: ClassicalState,
  pair: Pair,
): MethodConfigs[Name] => makers[name](state, pair);

/** What of the state a painter looks at. */
const matters: Record<MethodName, readonly (keyof ClassicalState)[]> = {
  strokes: ['content', 'brush', 'length', 'smoothing', 'seed'],
  spots: ['content', 'spot', 'variety', 'scatter', 'seed'],
  texture: ['content', 'style', 'fidelity', 'reach', 'chances', 'seed'],
};

/** Equal for states in which a painter paints the same. */
export const keyOf = (name: MethodName, state: ClassicalState): string =>
  matters[name].map((key) => state[key]).join();
