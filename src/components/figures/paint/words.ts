import { hands } from '../../../lib/painter/index.ts';
import { palettes } from '../../../lib/painter/palette.ts';
import { model, startOf, type PaintState } from './state.ts';
import type { Phase } from './studio.svelte.ts';

/** What the picture shows, for those who do not see it. */
export function describe(state: PaintState): string {
  const { title, subject, palette } = hands[state.hand];
  const colours = palettes[state.palette ?? palette].title;
  return `${title}: ${subject}. Number ${state.seed}, colours “${colours}”.`;
}

/** How the work stands, as a sentence. */
export function status(phase: Phase, seconds: number, state: PaintState): string {
  switch (phase) {
    case 'idle':
      return model.sameRun(state, startOf(state.hand))
        ? 'This one hangs on the site. Change anything and it is painted anew.'
        : '';
    case 'painting':
      return 'Painting …';
    case 'done':
      return `Painted in ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s, in a thread of its own.`;
    case 'failed':
      return '';
  }
}

export const fileName = ({ hand, seed }: PaintState, size: number) => `${hand}-${seed}-${size}.png`;
