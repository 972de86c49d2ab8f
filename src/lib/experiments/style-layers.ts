import { EngineError } from '../engine/errors.ts';

// The page uses this file too: it knows no TF.js.

/** Where a family of nets is asked for style and for content. */
export interface StyleLayers {
  /** The layers whose Gram matrices are matched, from the pixels on; all weigh the same. */
  style: readonly string[];
  /** The layer whose activations are kept. */
  content: string;
  /** Every layer that can take either part, in the order of the pass. */
  all: readonly string[];
  /** Max pooling is replaced by average pooling: Gatys et al. 2016, section 2. */
  averagePooling: boolean;
}

const stages = [1, 2, 3, 4, 5];
const residual = stages.slice(1).map((stage) => `relu${stage}_x`);

/**
 * By what a card calls `net`. ResNet: the output of each of the four stages, as Nakano (2019) took them. VGG: the
 * first convolution of each stage for style and the second of the fourth for content, as Gatys et al. (2016) took
 * them of VGG-19; `all` is what an eleven-layer VGG has. AlexNet: each of its convolutions.
 */
const layers: Record<string, StyleLayers> = {
  resnet: { style: residual, content: 'relu4_x', all: ['stem', ...residual], averagePooling: false },
  vgg: {
    style: stages.map((stage) => `relu${stage}_1`),
    content: 'relu4_2',
    all: ['relu1_1', 'relu2_1', 'relu3_1', 'relu3_2', 'relu4_1', 'relu4_2', 'relu5_1', 'relu5_2'],
    averagePooling: true,
  },
  alexnet: {
    style: stages.map((stage) => `relu${stage}`),
    content: 'relu4',
    all: stages.map((stage) => `relu${stage}`),
    averagePooling: false,
  },
};

/** @param net what a model's card calls `net`. @throws ConfigError for a net without such layers */
export function styleLayersOf(net: string): StyleLayers {
  const found = Object.hasOwn(layers, net) ? layers[net] : undefined;
  if (found) return found;
  const known = Object.keys(layers).join(', ');
  throw new EngineError('ConfigError', `Expected a net for pictures, one of ${known}, got ${net}.`);
}

/** Each of the family's style layers with weight 1, as `styleLayers` of an experiment's config wants it. */
export function equalWeights(net: string): Record<string, number> {
  return Object.fromEntries(styleLayersOf(net).style.map((layer) => [layer, 1]));
}

/** The one rule for every net: the style's and the content's losses are relative, so that these suit all of them. */
export const protocol = { styleWeight: 100, contentWeight: 1, tvWeight: 0 } as const;
