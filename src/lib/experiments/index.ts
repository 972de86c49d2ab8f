import { attack } from './attack.ts';
import { plane } from './plane.ts';
import { predict } from './predict.ts';
import { traversal } from './traversal.ts';

/** Every experiment, by the name that a page asks for. */
export const experiments = { attack, plane, predict, traversal };

export type Experiments = typeof experiments;
