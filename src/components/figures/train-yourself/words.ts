import type { BatchAttack } from '../../../lib/experiments/training.ts';
import { grouped } from '../shared/plain-text.ts';
import { framesPerEpoch } from './state.ts';
import type { Turn } from './turns.ts';
import type { Shot } from './view.ts';

/** "epoch 1.2 of 6" */
export const epochText = ({ step, of }: { step: number; of: number }): string =>
  `epoch ${(step / framesPerEpoch).toFixed(1)} of ${of / framesPerEpoch}`;

/** How far they have come, and how fast. */
export function progressText(shot: Shot, phase: string): string {
  const { step, of, seen, seconds } = shot;
  const what = { running: 'Learning', paused: 'Paused', done: 'Finished' }[phase] ?? 'Stands';
  const speed = seconds > 0 && seen > 0 ? `, ${grouped(Math.round(seen / seconds / 10) * 10)} a second` : '';
  return `${what}: ${epochText({ step, of })}, ${grouped(seen)} digits for each in ${seconds.toFixed(0)} seconds${speed}.`;
}

/** "20 steps within ε 1.5 (L₂)" */
export const attackWords = ({ norm, eps, steps }: BatchAttack): string =>
  `${steps} steps within ε ${eps} (${norm === 'L2' ? 'L₂' : 'L∞'})`;

/** "ε is turned to 3 after 1.2 epochs, then to 0 after 2.0 epochs." */
export function turnsText(turns: readonly Turn[]): string {
  const each = turns.map(({ step, eps }) => {
    const epochs = step / framesPerEpoch;
    return `to ${Number(eps.toFixed(2))} after ${epochs.toFixed(epochs < 1 ? 2 : 1)} epochs`;
  });
  return `ε is turned ${each.join(', then ')}.`;
}
