import type { LayerRobustnessConfig } from '../../../lib/experiments/layer-robustness.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { integer, look, oneOf } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { sitePictures } from '../shared/site-pictures/catalogue.ts';
import { own } from '../shared/site-pictures/own.ts';
import { allLayers, infoOf, layersOf, netIds, usualLayer, type Side } from './nets.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface LayerRobustnessState {
  /** A network, by id. */
  net: string;
  /** One of its layers. */
  layer: string;
  /** Radius of the ball, in L2. */
  eps: number;
  /** The picture that is perturbed, and the one it is compared with; names, or `own`. */
  picture: string;
  other: string;
  frame: number;
}

/** Of each data set: the radii on offer, and the one at which its curves were measured. */
export const radii: Readonly<Record<Side, { all: readonly number[]; measured: number }>> = {
  32: { all: [0.25, 0.5, 1, 2], measured: 0.5 },
  84: { all: [0.5, 1.125, 2, 4], measured: 1.125 },
};

/** As the curves were measured. */
export const steps = 20;

const names = sitePictures.map(({ name }) => name);

const defaultsOf = (net: string): LayerRobustnessState => ({
  ...{ net, layer: usualLayer(net), eps: radii[infoOf(net).at].measured },
  ...{ picture: 'alpine-landscape', other: 'allium', frame: 0 },
});

export const model = figureModel<LayerRobustnessState>({
  defaults: defaultsOf(netIds[0]!),
  fields: {
    net: oneOf(netIds),
    layer: oneOf(allLayers),
    eps: oneOf([...new Set([...radii[32].all, ...radii[84].all])]),
    picture: oneOf(names),
    other: oneOf(names),
    frame: look(integer(0, steps)),
  },
  lead: { key: 'net', defaults: defaultsOf },
  // Two that are the same are not apart; two of the reader's have the same name.
  sane: (state) => {
    const { all, measured } = radii[infoOf(state.net).at];
    return {
      ...state,
      layer: layersOf(state.net).includes(state.layer) ? state.layer : usualLayer(state.net),
      eps: all.includes(state.eps) ? state.eps : measured,
      other:
        state.other === state.picture && state.picture !== own
          ? names.find((name) => name !== state.picture)!
          : state.other,
    };
  },
  frame: 'frame',
});

export const sideOf = ({ net }: Pick<LayerRobustnessState, 'net'>): Side => infoOf(net).at;

/** The choice with another network: the same place in the order of its layers, and its own radius. */
export function withNet(state: LayerRobustnessState, net: string): Partial<LayerRobustnessState> {
  const [before, after] = [layersOf(state.net), layersOf(net)];
  const share = before.indexOf(state.layer) / (before.length - 1);
  const same = infoOf(net).at === infoOf(state.net).at;
  return {
    net,
    layer: after.includes(state.layer) ? state.layer : after[Math.round(share * (after.length - 1))]!,
    eps: same ? state.eps : radii[infoOf(net).at].measured,
  };
}

export const configOf = (
  { net, layer, eps }: LayerRobustnessState,
  picture: Picture,
  other: Picture,
): LayerRobustnessConfig => ({ model: net, layer, picture, other, eps, steps, seed: 0 });

/** The state of the style figure in which this layer alone is asked for style, on both of its networks' usual pair. */
export function styleOfLayer({ net, layer }: Pick<LayerRobustnessState, 'net' | 'layer'>): URLSearchParams {
  return new URLSearchParams({ left: net, right: `${net}.${layer}*100`, view: 'both' });
}
