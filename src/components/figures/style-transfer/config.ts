import { protocol } from '../../../lib/experiments/style-layers.ts';
import type { Picture, StyleTransferConfig } from '../../../lib/experiments/style-transfer.ts';
import { layersOf, type Nets } from './nets.ts';
import { contentLayerOfSide, styleLayersOfSide, type Side } from './side.ts';
import type { StyleTransferState } from './state.ts';

/** Below this side nets see little more than a single patch; coarse to fine begins at or above it. */
const coarsest = 128;

/** What a run is made of besides the state, each picture at the size it is to have. */
export interface Ingredients {
  content: Picture;
  style: Picture;
  /** What this side has shown last, if anything. */
  last?: Picture | undefined;
}

/**
 * The long sides that a picture goes through, the last one being its own.
 * @param state `coarseToFine` as the device has decided it; undecided, it is off
 */
export function sizesOf({ size, coarseToFine }: Pick<StyleTransferState, 'size' | 'coarseToFine'>): number[] {
  const long: number[] = [size];
  while (coarseToFine && long[0]! / 2 >= coarsest) long.unshift(long[0]! / 2);
  return long;
}

/** Steps that a side will take over all its sizes. */
export function stepsOf(state: Pick<StyleTransferState, 'size' | 'coarseToFine'>, side: Side): number {
  return side.iterations * sizesOf(state).length;
}

/** The experiment that computes one side. */
export function configOf(
  state: StyleTransferState,
  side: Side,
  { content, style, last }: Ingredients,
  nets: Nets,
): StyleTransferConfig {
  const long = sizesOf(state);
  return {
    content,
    style,
    model: side.model,
    ...(side.contentModel === null ? {} : { contentModel: side.contentModel }),
    styleLayers: { ...styleLayersOfSide(side, nets) },
    contentLayer: contentLayerOfSide(side, nets),
    styleWeight: state.styleWeight,
    contentWeight: protocol.contentWeight,
    tvWeight: state.tvWeight,
    start: state.start === 'last' ? (last ?? 'content') : state.start,
    parameterisation: side.parameterisation,
    transforms: side.transforms,
    averagePooling: side.averagePooling ?? layersOf(nets, side.model).averagePooling,
    optimizer: side.optimizer,
    iterations: side.iterations,
    seed: state.seed,
    ...(long.length > 1 ? { sizes: long } : {}),
  };
}
