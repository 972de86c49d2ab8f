import { numberIn, type Field } from '../kit/fields.ts';

/** The reader turned ε while the networks learned: all frames after `step` are learned under `eps`. */
export interface Turn {
  step: number;
  eps: number;
}

/** More than anybody turns by hand. */
const most = 24;

/** As "50:0.5,100:3". */
export const turnsField: Field<readonly Turn[]> = {
  parse(text) {
    const turns = text.split(',').map((part) => {
      const [step, eps, ...rest] = part.split(':').map(numberIn);
      return step === undefined ||
        eps === undefined ||
        rest.length > 0 ||
        eps < 0 ||
        step < 0 ||
        step % 1 !== 0
        ? undefined
        : { step, eps };
    });
    const good = turns.filter((turn) => turn !== undefined);
    const rising = good.every(({ step }, i) => i === 0 || step > good[i - 1]!.step);
    return good.length === turns.length && good.length <= most && rising ? good : undefined;
  },
  format: (turns) => turns.map(({ step, eps }) => `${step}:${Number(eps.toFixed(4))}`).join(','),
  look: true,
};

/** The ε under which frame `step` is learned. */
export function epsAt(first: number, turns: readonly Turn[], step: number): number {
  return turns.filter((turn) => turn.step < step).at(-1)?.eps ?? first;
}

/** The turns with one more, after frame `step`; what was to come later is forgotten. */
export function turned(turns: readonly Turn[], step: number, eps: number): readonly Turn[] {
  return [...turns.filter((turn) => turn.step < step), { step, eps }].slice(-most);
}
