import { getContext, setContext } from 'svelte';

/**
 * What plays in the place of the standard or the robust network: its title, `ours` for the article's beside another, or
 * `yours`; undefined where both are the article's.
 */
type StandIn = (net: 'standard' | 'robust') => string | undefined;

const key = Symbol('stand-ins');

/** For the shell of a figure: what is in it learns who plays. */
export const tellStandIns = (standIn: StandIn): void => void setContext(key, standIn);

/** For the head of a column; outside of figures that take other networks, nobody plays. */
export const standInsHere = (): StandIn => getContext<StandIn | undefined>(key) ?? (() => undefined);
