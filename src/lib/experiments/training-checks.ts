import { smallCnnShapes } from '../nets/small-cnn-shapes.ts';
import type { BatchAttack } from '../training/batch-attack.ts';
import type { LabelledDigits } from '../training/labelled-digits.ts';
import type { LearnerState } from '../training/learner.ts';
import { rules, type RuleName } from '../training/rules.ts';
import { countWeights } from '../training/weight-shapes.ts';
import { refuse, requireInteger, requireNumber, requireOneOf } from './checks.ts';

/** Two small networks that learn in lockstep: the same first weights, the same batches, one of them under attack. */
export interface TrainingConfig {
  /** What they learn from. */
  digits: LabelledDigits;
  /** What they are measured on, and never learn from. */
  heldOut: LabelledDigits;
  /** Filters in the first layer; twice as many in the second. */
  width: number;
  rule: RuleName;
  /** The learning rate, and the last part of the run, 0 to 1, over which it falls to nothing: that settles the weights. */
  rate: number;
  cooling: number;
  /** Digits in a batch. */
  batch: number;
  /** What the robust one meets in every batch. */
  attack: BatchAttack;
  /** Of the first weights, and of the order of the digits. */
  seed: number;
  /** Frames of the whole run, and batches to each. */
  frames: number;
  batchesPerFrame: number;
  /** How both are measured: on so many of the held-out digits, as far apart as they come, at some frames and at every so many. */
  measure: { digits: number; first: readonly number[]; every: number; attack: BatchAttack };
  /** Numbers of the held-out digits whose gradients are shown. */
  shown: readonly number[];
  /** Where an earlier run of the same digits and seed stood, to go on from there. */
  from?: Checkpoint;
}

/** All that a run has to remember to go on. */
export interface Checkpoint {
  /** The frame that it was. */
  step: number;
  /** The standard one's, the robust one's. */
  nets: LearnerState[];
}

/** @throws ConfigError */
export function requireTraining(config: TrainingConfig): void {
  const { digits, heldOut, width, rule, rate, batch, attack, measure, shown, from } = config;
  requireDigits('digits', digits);
  requireDigits('heldOut', heldOut);
  requireInteger('width', width, 4, 64);
  requireInteger('batch', batch, 1, Math.min(1024, digits.labels.length));
  requireNumber('rate', rate, 0, 10);
  requireNumber('cooling', config.cooling, 0, 1);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
  requireInteger('frames', config.frames, 1, 10_000);
  requireInteger('batchesPerFrame', config.batchesPerFrame, 1, 1000);
  requireInteger('measure.digits', measure?.digits, 1, heldOut.labels.length);
  requireInteger('measure.every', measure.every, 1, 10_000);
  for (const frame of measure.first ?? [NaN]) requireInteger('measure.first', frame, 0, 10_000);
  requireAttack('attack', attack);
  requireAttack('measure.attack', measure.attack);
  requireInteger('digits on show', shown?.length, 1, 100);
  for (const number of shown) requireInteger('a digit on show', number, 0, heldOut.labels.length - 1);
  const weights = countWeights(smallCnnShapes(width));
  requireOneOf('rule', rule, Object.keys(rules));
  if (from === undefined) return;
  requireInteger('from.step', from.step, 0, config.frames);
  requireInteger('networks to go on with', from.nets?.length, 2, 2);
  for (const state of from.nets) requireState(state, weights, rules[rule].remembers);
}

/** At least ten digits, each with its label. @throws ConfigError */
function requireDigits(name: string, digits: LabelledDigits): void {
  const { pixels, labels } = digits ?? {};
  if (!(pixels instanceof Uint8Array && labels instanceof Uint8Array))
    refuse(name, 'digits in bytes, with their labels', digits);
  // Their numbers are held in two bytes.
  requireInteger(`the number of ${name}`, labels.length, 10, 65_535);
  requireInteger(`bytes of ${name}`, pixels.length, 784 * labels.length, 784 * labels.length);
  if (labels.some((label) => label > 9)) refuse(`labels of ${name}`, '0 to 9', Math.max(...labels));
}

/** @throws ConfigError */
function requireAttack(name: string, attack: BatchAttack): void {
  requireOneOf(`${name}.norm`, attack?.norm, ['L2', 'Linf']);
  requireNumber(`${name}.eps`, attack.eps, 0, 28);
  requireInteger(`${name}.steps`, attack.steps, 1, 200);
}

/** What a run goes on from. @throws ConfigError */
function requireState(state: LearnerState, weights: number, vectors: number): void {
  const lengths = [state?.weights, ...(state?.memory ?? [])].map((each) => each?.length);
  if (lengths.some((length) => length !== weights))
    refuse('a network to go on with', `vectors of ${weights} numbers`, lengths.join(', '));
  if (state.memory.length !== 0) requireInteger('vectors remembered', state.memory.length, vectors, vectors);
  requireInteger('steps made', state.steps, 0, 1e9);
  if (![state.weights, ...state.memory].every((each) => each.every(Number.isFinite)))
    refuse('a network to go on with', 'finite numbers', 'others');
}
