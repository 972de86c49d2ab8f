import type { Norm } from '../../../lib/experiments/attack.ts';
import { best, shortReading } from '../shared/digits/reading.ts';
import type { NetName, Point } from './state.ts';
import type { NetView, StepFact } from './view.ts';

export const normName: Record<Norm, string> = { L2: '‖δ‖₂', Linf: '‖δ‖∞' };

/** Enough digits for the norm's range. */
export function sizeText(norm: Norm, value: number): string {
  return value.toFixed(norm === 'L2' ? 2 : 3);
}

/** "reads 3 (97 %)" */
export function readingText(probabilities: ArrayLike<number>): string {
  return `reads ${shortReading(probabilities)}`;
}

/** Whether the net has been fooled, and what it reads now. */
export function verdict(view: NetView, net: number, label: number): string {
  const own = view.after[net];
  if (own === undefined) return '';
  const right = best(own) === label;
  if (right) return `Still ${readingText(own)}`;
  return view.fooledAt
    ? `Fooled at step ${view.fooledAt}: ${readingText(own)}`
    : `Wrong: ${readingText(own)}`;
}

/** What the judge makes of the picture, beside what it made of the digit: one who was not attacked. */
export function judgeText({ before, after }: NetView['judged']): string {
  if (!before || !after) return '';
  return `${shortReading(before)} before, ${shortReading(after)} now.`;
}

/** What the step on show has just done, from its own numbers. */
export function stepText(fact: StepFact, norm: Norm, net: NetName, random: boolean, reads: number): string {
  const size = (value: number) => sizeText(norm, value);
  const name = normName[norm];
  if (fact.step === 0) {
    return random
      ? `The attack starts from a random point of the ball, ${name} ${size(fact.after)}. The loss there is ${fact.loss.toFixed(3)}.`
      : `The attack starts from the digit itself: ${name} is 0, the loss ${fact.loss.toFixed(3)}.`;
  }
  if (fact.moved < 1e-6)
    return `Step ${fact.step} finds no gradient to follow: the loss is ${fact.loss.toFixed(3)}.`;
  const moved = Number(fact.moved.toPrecision(4));
  const move = norm === 'L2' ? `moves ${moved} up the loss` : `moves every pixel by ${moved} up the loss`;
  // Sizes are compared as they are written, so that no sentence speaks of a change that it cannot show.
  const leaves = Number(size(fact.stepped)) > Number(size(fact.inBall));
  const trimmed = Number(size(fact.after)) < Number(size(fact.inBall));
  const ball = leaves
    ? ` and leaves the ball (${name} ${size(fact.stepped)}); projecting brings it back to ${size(fact.inBall)}`
    : ` and stays in the ball (${name} ${size(fact.stepped)})`;
  const box = trimmed ? `, and pixels that may not leave 0 to 1 take it to ${size(fact.after)}` : '';
  const loss = `The loss goes from ${fact.lossBefore.toFixed(3)} to ${fact.loss.toFixed(3)}`;
  const flip = reads !== fact.readBefore ? `, and the ${net} network now reads ${reads}` : '';
  return `Step ${fact.step} ${move}${ball}${box}. ${loss}${flip}.`;
}

/** Where the reader's own point is, and what the limits of pixels make of it. */
export function pointText(view: NetView, norm: Norm, eps: number): string {
  const [free, kept, edge] = [view.free ?? view.size, view.size, eps].map((value) =>
    sizeText(norm, value),
  ) as [string, string, string];
  const beside = Number(free) > Number(edge) ? 'outside the ball' : 'inside the ball';
  const where = free === edge ? 'on the ball’s edge' : beside;
  const box = free === kept ? '' : ` Pixels kept within 0 to 1, ${kept} of it is left.`;
  return `Your point lies ${where}, ${normName[norm]} ${free}.${box}`;
}

/** A slice's drawing for those who do not see it. */
export function sliceAlt(view: NetView, net: NetName, label: number, digits: readonly number[]): string {
  const { slice } = view;
  if (!slice) return `The slice of the ${net} network's ball, not computed yet`;
  const others = digits.filter((digit) => digit !== label);
  const regions =
    others.length > 0 ? `; regions read as ${others.join(', ')} lie around that of ${label}` : '';
  const shape = slice.norm === 'L2' ? 'a circle' : 'a polygon';
  return `Slice of picture space around the digit: the ball of radius ${slice.eps} is ${shape}${regions}. The attack on the ${net} network takes ${slice.moves.length - 1} steps, each followed by its projection.`;
}

/** For the movable point's slider. */
export function placeText([a, b]: Point, reads: string): string {
  return `${a.toFixed(2)} along the perturbation, ${b.toFixed(2)} up the first gradient: ${reads}`;
}

/** A frame, in the scrubber's words. */
export function stepCount({ step, of }: { step: number; of: number }): string {
  return step === 0 ? 'the start' : `step ${step} of ${of}`;
}
