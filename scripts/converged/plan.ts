// How the figure of style transfer goes from coarse to fine, and how much of that `npm run converged` does.
import { iterationsOf, sizesOf } from '../../src/components/figures/style-transfer/run-sizes.ts';
import { usualIterations } from '../../src/components/figures/style-transfer/side.ts';

/** Of L-BFGS, as a side of the figure says it. */
export const usual = usualIterations['l-bfgs'];

function planOf(size: number) {
  const choice = { size, coarseToFine: true };
  return { size, sizes: sizesOf(choice), iterations: iterationsOf(choice, { iterations: usual }) };
}

/** What the figure shows before it runs: the size it begins with, the long sides until then, the iterations at each. */
export const shown = planOf(256);
/** Half of that size, so that all pairs are a matter of hours: there runs go on until they are flat. */
export const settled = planOf(128);
