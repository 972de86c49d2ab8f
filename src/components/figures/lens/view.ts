import type { TextureFrame } from '../../../lib/experiments/texture.ts';
import type { Checkerboard } from '../../../lib/measures/spectrum.ts';
import { textureOf, type LensData, type Texture } from './data.ts';
import { kindOf, modelOf, nets, type NetName } from './nets.ts';
import type { LensState } from './state.ts';

/** A picture to show: computed (rgba), or a file of the site (src). */
export interface Shown {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
}

/** What a live texture adds to its frame once it is measured. */
export interface Measurement {
  spectrum: Uint8ClampedArray<ArrayBuffer>;
  reading: Checkerboard;
}

/** One column of the figure. */
export interface PanelView {
  name: string;
  kind: string;
  tone: 'standard' | 'robust' | 'style';
  model?: string;
  shown?: Shown;
  alt: string;
  spectrum?: Shown;
  reading?: Checkerboard;
  /** Part of the style that is not there yet. */
  missing?: number;
  /** Why there is nothing to see. */
  absent?: string;
}

/** The style itself, beside which all the others stand. */
export function styleView(data: LensData, style: string): PanelView {
  return {
    name: data.styles[style]!,
    kind: 'the style itself',
    tone: 'style',
    alt: `${data.styles[style]}, the style itself`,
    ...filed(data.textures[style]!),
  };
}

/** A net's texture as it was measured. */
export function netView(data: LensData, choice: LensState, net: NetName): PanelView {
  const texture = textureOf(data, choice.style, net, choice);
  return {
    ...heading(choice, net),
    ...(texture ? filed(texture) : { absent: 'This network has not been measured yet.' }),
  };
}

/** A net's texture as it comes into being. */
export function liveView(
  choice: LensState,
  net: NetName,
  frame: TextureFrame,
  measured: Measurement | undefined,
): PanelView {
  return {
    ...heading(choice, net),
    kind: `${kindOf(net, choice)}, live: step ${frame.step}`,
    shown: { rgba: frame.image },
    ...(measured ? { spectrum: { rgba: measured.spectrum }, reading: measured.reading } : {}),
    missing: frame.loss,
  };
}

function heading(choice: LensState, net: NetName) {
  const { name, robust } = nets[net];
  const kind = kindOf(net, choice);
  return {
    name,
    kind,
    tone: robust ? ('robust' as const) : ('standard' as const),
    model: modelOf(net, choice),
    alt: `A texture from noise by the ${name}, ${kind}`,
  };
}

function filed({ image, spectrum, checkerboard, byPeriod, loss }: Texture) {
  return {
    shown: { src: image },
    spectrum: { src: spectrum },
    reading: { all: checkerboard, byPeriod },
    ...(loss === undefined ? {} : { missing: loss }),
  };
}
