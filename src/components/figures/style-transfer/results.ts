import type { OptimizerName } from '../../../lib/experiments/style-transfer.ts';
import { inAlphabet } from '../shared/plain-text.ts';
import { side, styleLayersOfSide, type Side } from './side.ts';
import { defaultsOf, type Known, type StyleTransferState } from './state.ts';
import { netOf, type Nets } from './nets.ts';
import { stepsOf } from './run-sizes.ts';

/** What one run ended with: the weighted parts and their sum. */
export interface Result {
  loss: number;
  content: number;
  style: number;
}

/** A side whose results were computed in advance. */
export interface Variant {
  title: string;
  model: string;
  contentModel?: string;
  parameterisation: 'pixel' | 'fourier';
  transforms: boolean;
  /** The family's usual ones, if not said. */
  styleLayers?: Record<string, number>;
  /** Adam with transforms and L-BFGS without, if not said. */
  optimizer?: OptimizerName;
  iterations: number;
}

/** Results that a script computed with the weights that ship, all by one plan. */
export interface Results {
  /** Long side of the pictures, in pixels. */
  size: number;
  coarseToFine: boolean;
  /** Where the pictures are, from the site's root, and how their names end. */
  folder: string;
  ending: 'jpg' | 'webp';
  variants: Record<string, Variant>;
  /** By "<content>-<style>", then by variant. */
  results: Record<string, Record<string, Result>>;
}

/** A result that was computed in advance, and where its picture is, from the site's root. */
export interface Computed extends Result {
  src: string;
  size: number;
  coarseToFine: boolean;
  /** Over all sizes. */
  iterations: number;
}

/** The same text for sides that compute the same. */
function keyOf(of: Side, nets: Nets): string {
  const { model, contentModel, parameterisation, transforms, optimizer, iterations } = of;
  const layers = Object.entries(styleLayersOfSide(of, nets)).sort(([a], [b]) => inAlphabet(a, b));
  return JSON.stringify([
    model,
    contentModel ?? model,
    parameterisation,
    transforms,
    optimizer,
    iterations,
    of.contentLayer,
    of.averagePooling,
    of.smoothing,
    layers,
  ]);
}

function sideOf(variant: Variant): Side {
  const { model, contentModel, parameterisation, transforms, styleLayers, iterations } = variant;
  const optimizer = variant.optimizer ?? (transforms ? 'adam' : 'l-bfgs');
  return side(model, {
    contentModel: contentModel ?? null,
    parameterisation,
    transforms,
    styleLayers: styleLayers ?? null,
    optimizer,
    iterations,
  });
}

/** What the two sides have in common, and what the results in advance were all computed with. */
const shared = ['start', 'styleWeight', 'tvWeight', 'seed'] as const;

/** The result in advance that a side of this state would come to, at the size of the results, if there is one. */
export function computedFor(
  state: StyleTransferState,
  of: Side,
  all: readonly Results[],
  known: Known,
): Computed | undefined {
  const usual = defaultsOf(known);
  const plan = all.find(({ coarseToFine }) => coarseToFine === state.coarseToFine);
  if (!plan || shared.some((key) => state[key] !== usual[key])) return undefined;
  const { size, coarseToFine, folder, ending, variants, results } = plan;
  const pair = `${state.content}-${state.style}`;
  const wanted = keyOf(of, known.nets);
  for (const [name, variant] of Object.entries(variants)) {
    if (!netOf(known.nets, variant.model) || keyOf(sideOf(variant), known.nets) !== wanted) continue;
    const result = results[pair]?.[name];
    if (!result) return undefined;
    const iterations = stepsOf({ size, coarseToFine }, variant);
    return { ...result, src: `${folder}/${pair}-${name}.${ending}`, size, coarseToFine, iterations };
  }
  return undefined;
}
