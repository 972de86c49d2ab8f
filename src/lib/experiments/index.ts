import { traversal } from './traversal.ts';

/** Every experiment, by the name that a page asks for. */
export const experiments = { traversal };

export type Experiments = typeof experiments;
