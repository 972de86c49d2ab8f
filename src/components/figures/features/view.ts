import type { ActivationMaximisationView } from '../../../lib/experiments/activation-maximisation.ts';
import { best, percent } from '../shared/digits/reading.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { photoClasses } from '../shared/networks/photo-classes.ts';
import type { KindName } from './kinds.ts';

/** A picture of a unit and what its network makes of it: computed live (rgba), or read from a poster (src). */
export interface UnitView {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
  /** What the network says of it, as a sentence. */
  says: string;
}

/** The network's own words on a picture that it has drawn: how active the coordinate is, or which class it reads. */
export function saying(
  of: KindName,
  { activation, probabilities }: Pick<ActivationMaximisationView, 'activation' | 'probabilities'>,
): string {
  if (of === 'coordinates') return `Activation ${activation.toFixed(1)}.`;
  const names: readonly string[] = of === 'ten' ? cifarClasses : photoClasses;
  return `It reads ${names[best(probabilities)]}, ${percent(Math.max(...probabilities))} sure.`;
}

export const viewOf = (of: KindName, view: ActivationMaximisationView): UnitView => ({
  rgba: view.image,
  says: saying(of, view),
});
