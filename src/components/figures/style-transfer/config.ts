import { protocol } from '../../../lib/experiments/style-layers.ts';
import type { Picture, StyleTransferConfig } from '../../../lib/experiments/style-transfer.ts';
import { layersOf, type Nets } from './nets.ts';
import { iterationsOf, sizesOf } from './run-sizes.ts';
import { contentLayerOfSide, styleLayersOfSide, type Side } from './side.ts';
import type { StyleTransferState } from './state.ts';

/** What a run is made of besides the state, each picture at the size it is to have. */
export interface Ingredients {
  content: Picture;
  style: Picture;
  /** What this side has shown last, if anything. */
  last?: Picture | undefined;
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
    ...(side.smoothing === null ? {} : { smoothing: side.smoothing }),
    averagePooling: side.averagePooling ?? layersOf(nets, side.model).averagePooling,
    optimizer: side.optimizer,
    iterations: iterationsOf(state, side),
    sizes: long,
    seed: state.seed,
  };
}
