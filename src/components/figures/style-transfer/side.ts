import type {
  OptimizerName,
  ParameterisationName,
  Smoothing,
} from '../../../lib/experiments/style-transfer.ts';
import { integer, oneOf, stepped, type Field } from '../kit/fields.ts';
import { layersOf, netOf, type Nets } from './nets.ts';

/** What the two pictures of a comparison may differ in; null stands for "as usual". */
export interface Side {
  /** The network that is asked for style, by id. */
  model: string;
  /** The network that is asked for content; null for the same one. */
  contentModel: string | null;
  parameterisation: ParameterisationName;
  transforms: boolean;
  optimizer: OptimizerName;
  /** Per size. */
  iterations: number;
  /** Weights by layer, only those that are on; null for all of the family's style layers, evenly. */
  styleLayers: Readonly<Record<string, number>> | null;
  /** A layer of the content network; null for the family's usual one. */
  contentLayer: string | null;
  /** In place of max pooling; null for the family's usual one. */
  averagePooling: boolean | null;
  /** Of the activations that are asked for style: one of `smoothings`; null for none. */
  smoothing: Smoothing | null;
}

/** What activations can be smoothed by: a softmax of a temperature, or the logarithm. */
export const smoothings = [1, 3, 10, 30, 'log'] as const satisfies readonly Smoothing[];
const smoothingField = oneOf(smoothings);

/** How long each optimiser is given: L-BFGS gets further with a step, since each of its steps knows the last ten. */
export const usualIterations: Record<OptimizerName, number> = { 'l-bfgs': 80, adam: 200 };
export const iterationRange = { min: 1, max: 1000 } as const;

/** A side that differs from the plain protocol in `changes` only. */
export function side(model: string, changes: Partial<Side> = {}): Side {
  const optimizer = changes.optimizer ?? 'l-bfgs';
  return {
    model,
    contentModel: null,
    parameterisation: 'pixel',
    transforms: false,
    optimizer,
    iterations: usualIterations[optimizer],
    styleLayers: null,
    contentLayer: null,
    averagePooling: null,
    smoothing: null,
    ...changes,
  };
}

/** Puts right what cannot be: layers of another family, transforms under a line search, a content net that is the same. */
export function saneSide(wanted: Side, nets: Nets): Side {
  const { all } = layersOf(nets, wanted.model);
  const layers = Object.entries(wanted.styleLayers ?? {}).filter(
    ([name, weight]) => all.includes(name) && weight > 0,
  );
  const contentModel = wanted.contentModel === wanted.model ? null : wanted.contentModel;
  const contentLayers = layersOf(nets, contentModel ?? wanted.model).all;
  const contentLayer = contentLayers.includes(wanted.contentLayer ?? '') ? wanted.contentLayer : null;
  return {
    ...wanted,
    contentModel,
    contentLayer,
    styleLayers: layers.length > 0 ? Object.fromEntries(layers) : null,
    optimizer: wanted.transforms ? 'adam' : wanted.optimizer,
    // A residual network has no pooling to choose.
    averagePooling: nets[wanted.model]!.family === 'resnet' ? null : wanted.averagePooling,
  };
}

/** The weight of each style layer that is on. */
export function styleLayersOfSide(of: Side, nets: Nets): Readonly<Record<string, number>> {
  return of.styleLayers ?? Object.fromEntries(layersOf(nets, of.model).style.map((layer) => [layer, 1]));
}

export function contentLayerOfSide(of: Side, nets: Nets): string {
  return of.contentLayer ?? layersOf(nets, of.contentModel ?? of.model).content;
}

/** The ids of the models that a side needs. */
export function modelsOf(of: Side): string[] {
  return of.contentModel === null ? [of.model] : [of.model, of.contentModel];
}

/** Bytes of all the models that these sides need. */
export function downloadOf(sides: readonly Side[], nets: Nets): number {
  return [...new Set(sides.flatMap(modelsOf))].reduce((sum, id) => sum + nets[id]!.bytes, 0);
}

/**
 * A side as a text for an address: the model's id, then what differs from the plain protocol, parted by dots;
 * values follow a star. Both are characters that addresses leave as they are.
 */
export function sideText(of: Side): string {
  const { model, contentModel, parameterisation, transforms, optimizer, iterations } = of;
  const words = [
    contentModel && `content*${contentModel}`,
    parameterisation === 'fourier' && 'fourier',
    transforms && 'transforms',
    optimizer === 'adam' && 'adam',
    iterations !== usualIterations[optimizer] && `iterations*${iterations}`,
    of.averagePooling !== null && `pooling*${of.averagePooling ? 'average' : 'max'}`,
    of.smoothing !== null && `smooth*${of.smoothing}`,
    of.contentLayer && `at*${of.contentLayer}`,
    ...Object.entries(of.styleLayers ?? {}).map(([name, weight]) => `${name}*${Math.round(100 * weight)}`),
  ];
  return [model, ...words.filter(Boolean)].join('.');
}

/** Weights of style layers, and of those in an address, which are whole. */
export const layerWeights = { min: 0.25, max: 4, step: 0.25 } as const;
const percentage = stepped({ min: 25, max: 400, step: 25 });
const iterationField = integer(iterationRange.min, iterationRange.max);

/** Reads and writes sides of the networks that are there. A text with a word that it does not know is no side. */
export function sideField(nets: Nets): Field<Side> {
  return { parse: (text) => parseSide(text, nets), format: sideText };
}

function parseSide(text: string, nets: Nets): Side | undefined {
  const [model = '', ...words] = text.split('.');
  if (!netOf(nets, model)) return undefined;
  const changes: Partial<Side> = { optimizer: words.includes('adam') ? 'adam' : 'l-bfgs' };
  const layers: Record<string, number> = {};
  for (const word of words) {
    const [key = '', value = ''] = word.split('*');
    if (key === 'fourier') changes.parameterisation = 'fourier';
    else if (key === 'transforms') changes.transforms = true;
    else if (key === 'content' && netOf(nets, value)) changes.contentModel = value;
    else if (key === 'at') changes.contentLayer = value;
    else if (key === 'pooling') changes.averagePooling = value === 'average';
    else if (key === 'smooth' && smoothingField.parse(value) !== undefined)
      changes.smoothing = smoothingField.parse(value)!;
    else if (key === 'iterations' && iterationField.parse(value) !== undefined)
      changes.iterations = Number(value);
    else if (layersOf(nets, model).all.includes(key) && percentage.parse(value) !== undefined)
      layers[key] = percentage.parse(value)! / 100;
    else if (key !== 'adam') return undefined;
  }
  if (Object.keys(layers).length > 0) changes.styleLayers = layers;
  return saneSide(side(model, changes), nets);
}

/** What is done to activations, in a word or two. */
export const smoothingWords = (smoothing: Smoothing): string =>
  smoothing === 'log' ? 'logarithm' : `softmax, T = ${smoothing}`;

/** What to call a side: the network's name, and what else sets it apart. */
export function sideWords(of: Side, nets: Nets): { name: string; detail: string } {
  const { name, kind } = nets[of.model]!;
  const content = of.contentModel && nets[of.contentModel]!.name;
  const layers = Object.keys(of.styleLayers ?? {});
  const details = [
    kind,
    content && `content by ${content}`,
    of.parameterisation === 'fourier' && 'Fourier',
    of.transforms && 'transforms',
    of.smoothing !== null && smoothingWords(of.smoothing),
    of.optimizer === 'adam' && 'Adam',
    layers.length === 1 && `${layers[0]} alone`,
    layers.length > 1 && `style at ${layers.join(', ')}`,
  ];
  return { name, detail: details.filter(Boolean).join(' · ') };
}
