import type { ActivationMaximisationConfig, Way } from '../../../lib/experiments/activation-maximisation.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { kinds, type KindName } from './kinds.ts';

/** A frame after so many steps: a look at a picture that is not moved costs a third of a step. */
const every = 4;

/** What helps the standard network: coefficients instead of pixels, by Adam at Lucid's rate, and random moves. */
const help: Partial<Way> = { parameterisation: 'fourier', step: 0.05, transforms: true, roll: 0 };

/**
 * The run that draws one unit, for the columns in their order.
 * @param start a picture of the kind's side, or noise
 */
export function configOf(
  { of, unit, seed }: { of: KindName; unit: number; seed: number },
  start: Picture | 'noise',
): ActivationMaximisationConfig {
  const { layer, networks, side, steps, step, roll } = kinds[of];
  const [standard, robust] = networks;
  return {
    models: [standard, standard, robust],
    ways: [{}, help, {}],
    unit: { layer, index: unit },
    start,
    size: { width: side, height: side },
    parameterisation: 'pixel',
    step,
    schedule: 'constant',
    ...{ steps, every },
    roll,
    transforms: false,
    seed,
  };
}
