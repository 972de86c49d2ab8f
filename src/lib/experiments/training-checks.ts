import type { BatchAttack } from '../training/batch-attack.ts';
import type { LabelledDigits } from '../training/labelled-digits.ts';
import type { LearnerState } from '../training/learner.ts';
import { refuse, requireInteger, requireNumber, requireOneOf } from './checks.ts';

/** At least ten digits, each with its label. @throws ConfigError */
export function requireDigits(name: string, digits: LabelledDigits): void {
  const { pixels, labels } = digits ?? {};
  if (!(pixels instanceof Uint8Array && labels instanceof Uint8Array))
    refuse(name, 'digits in bytes, with their labels', digits);
  // Their numbers are held in two bytes.
  requireInteger(`the number of ${name}`, labels.length, 10, 65_535);
  requireInteger(`bytes of ${name}`, pixels.length, 784 * labels.length, 784 * labels.length);
  if (labels.some((label) => label > 9)) refuse(`labels of ${name}`, '0 to 9', Math.max(...labels));
}

/** @throws ConfigError */
export function requireAttack(name: string, attack: BatchAttack): void {
  requireOneOf(`${name}.norm`, attack?.norm, ['L2', 'Linf']);
  requireNumber(`${name}.eps`, attack.eps, 0, 28);
  requireInteger(`${name}.steps`, attack.steps, 1, 200);
}

/** What a run goes on from. @throws ConfigError */
export function requireState(state: LearnerState, weights: number, vectors: number): void {
  const lengths = [state?.weights, ...(state?.memory ?? [])].map((each) => each?.length);
  if (lengths.some((length) => length !== weights))
    refuse('a network to go on with', `vectors of ${weights} numbers`, lengths.join(', '));
  if (state.memory.length !== 0) requireInteger('vectors remembered', state.memory.length, vectors, vectors);
  requireInteger('steps made', state.steps, 0, 1e9);
  if (![state.weights, ...state.memory].every((each) => each.every(Number.isFinite)))
    refuse('a network to go on with', 'finite numbers', 'others');
}
