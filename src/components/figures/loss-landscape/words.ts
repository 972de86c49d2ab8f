import { cifarClasses } from '../shared/networks/cifar10.ts';
import { photoClasses } from '../shared/networks/photo-classes.ts';
import type { Kind, LandscapeState, Second } from './state.ts';
import { lossText, type Reading } from './view.ts';

/** What the networks of a kind call a class. */
export function className(of: Kind, label: number): string {
  if (of === 'digits') return String(label);
  return (of === 'small' ? cifarClasses : photoClasses)[label] ?? String(label);
}

/** What the axis beside the attack is called. */
export const secondName: Readonly<Record<Second, string>> = {
  random: 'at random',
  attack: 'second attack',
};

/** What is seen of a network's surface, in words. */
export function alt(net: string, { at, shown, second }: Reading, choice: LandscapeState): string {
  const axis = choice.second === 'random' ? 'in the random direction' : 'beside it, in the second attack’s';
  return `Surface of the ${net} network’s loss: ${lossText(at)} in the picture, ${lossText(shown)} where the attack is; ${axis} at most ${lossText(second)} inside the ball.`;
}

/** The class whose loss it is. */
export const ofClass = (of: Kind, { label }: Reading) =>
  of === 'digits' ? `a ${label}` : `“${className(of, label)}”, which it reads in the picture`;
