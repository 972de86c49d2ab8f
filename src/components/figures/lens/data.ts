import { styleLayersOf, equalWeights } from '../../../lib/experiments/style-layers.ts';
import type { TextureConfig } from '../../../lib/experiments/texture.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { fixOf, modelOf, nets, type Fixes, type NetName, type Way } from './nets.ts';
import { textureSide, type LensState } from './state.ts';

/** A picture of `content/measured/artifacts.json` that has files, and the numbers of its grid. */
export interface Texture {
  image: string;
  spectrum: string;
  checkerboard: number;
  /** Of the grids of period 2, 4 and 8 pixels. */
  byPeriod: number[];
  /** The share of the style's Gram matrices that is missing in the texture; not of the style itself. */
  loss?: number;
}

interface MeasuredTexture extends Partial<Texture> {
  style: string;
  checkerboard: number;
  byPeriod: number[];
}

/** `content/measured/artifacts.json`, as far as it is shown here. */
export interface Measured {
  protocol: { seed: number; ways: { plain: Way; fourier: Way } };
  styles: MeasuredTexture[];
  textures: (MeasuredTexture & { model: string; fix: string })[];
}

/** The same, as short as the page's HTML wants it. */
export interface LensData {
  seed: number;
  ways: { plain: Way; fourier: Way };
  /** Titles by name. */
  styles: Record<string, string>;
  /** By style, or by style, model and remedies joined by a blank. */
  textures: Record<string, Texture>;
}

/** @param titles of the style pictures, by name */
export function compact(measured: Measured, titles: Record<string, string>): LensData {
  const textures: Record<string, Texture> = {};
  const shown = ({ image, spectrum, checkerboard, byPeriod, loss }: MeasuredTexture): Texture | undefined =>
    image === undefined || spectrum === undefined
      ? undefined
      : { image, spectrum, checkerboard, byPeriod, ...(loss === undefined ? {} : { loss }) };
  const styles: Record<string, string> = {};
  for (const one of measured.styles) {
    const texture = shown(one);
    if (texture === undefined) continue;
    textures[one.style] = texture;
    styles[one.style] = titles[one.style] ?? one.style;
  }
  for (const one of measured.textures) {
    const texture = shown(one);
    if (texture) textures[`${one.style} ${one.model} ${one.fix}`] = texture;
  }
  const { seed, ways } = measured.protocol;
  return { seed, ways: { plain: ways.plain, fourier: ways.fourier }, styles, textures };
}

/** What was measured of a net in this state; undefined where its weights were not there. */
export function textureOf(data: LensData, style: string, net: NetName, fixes: Fixes): Texture | undefined {
  return data.textures[`${style} ${modelOf(net, fixes)} ${fixOf(net, fixes)}`];
}

/** The live run of a net in this state. */
export function configOf(data: LensData, choice: LensState, style: Picture): TextureConfig {
  const { family } = nets[choice.net];
  const way = choice.fourier ? data.ways.fourier : data.ways.plain;
  return {
    style,
    size: { width: textureSide, height: textureSide },
    model: modelOf(choice.net, choice),
    styleLayers: equalWeights(family),
    tvWeight: 0,
    transforms: false,
    ...way,
    averagePooling: styleLayersOf(family).averagePooling && choice.averagePooling,
    seed: data.seed,
  };
}
