import { equalWeights, protocol, styleLayersOf } from '../../src/lib/experiments/style-layers.ts';
import type { Picture, StyleTransferConfig } from '../../src/lib/experiments/style-transfer.ts';
import type { Smoothing } from '../../src/lib/objectives/smoothing.ts';

type Family = 'resnet' | 'vgg' | 'alexnet';

/** Which network is asked, and for what. */
export interface Variant {
  model: string;
  family: Family;
  /** Where not the same network guards the content. */
  content?: { model: string; family: Family };
  /** The family's usual ones, if not said. */
  layers?: readonly string[];
  smoothing?: Smoothing;
  /** Where VGG keeps the pooling that it was trained with. */
  maxPooling?: true;
}

/**
 * The run of a variant from the photograph's pixels; everything but what it says is the article's protocol.
 * @param how many iterations of L-BFGS, and at which sizes
 */
export function runOf(
  { model, family, layers, smoothing, maxPooling, content: guard }: Variant,
  content: Picture,
  style: Picture,
  how: Pick<StyleTransferConfig, 'iterations' | 'sizes'>,
): StyleTransferConfig {
  return {
    ...{ content, style, model, ...protocol },
    ...(guard && { contentModel: guard.model }),
    styleLayers: layers ? Object.fromEntries(layers.map((layer) => [layer, 1])) : equalWeights(family),
    contentLayer: styleLayersOf(guard?.family ?? family).content,
    averagePooling: !maxPooling && styleLayersOf(family).averagePooling,
    ...(smoothing !== undefined && { smoothing }),
    ...{ start: 'content', parameterisation: 'pixel', transforms: false, optimizer: 'l-bfgs' },
    ...{ ...how, seed: 1 },
  };
}
