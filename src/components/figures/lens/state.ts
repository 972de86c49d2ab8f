import { flag, integer, look, numberIn, oneOf, optional, type Field } from '../kit/fields.ts';
import { figureModel } from '../kit/model.ts';
import { netNames, type Fixes, type NetName } from './nets.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface LensState extends Fixes {
  style: string;
  /** Middle of the lens, as a share of the picture; null for the style's own place. */
  x: number | null;
  y: number | null;
  /** The network whose texture is made live. */
  net: NetName;
  /** The frame on show; a link computes up to it. */
  frame: number;
}

/** Pixels on a side: of a texture, and of what the lens shows of it. */
export const textureSide = 192;
export const lensSide = 24;
/** Of the picture of a spectrum: a pixel shows the strongest of 2 x 2 frequencies, so that no line is lost. */
export const spectrumSide = textureSide / 2;

/** The styles whose textures have files; the script that measures them knows them by the same names. */
export const styles = ['woodblock', 'swirls'] as const;

export const defaults: LensState = {
  style: styles[0],
  averagePooling: false,
  antialiased: false,
  fourier: false,
  x: null,
  y: null,
  net: 'resnet-robust',
  frame: 0,
};

/** A share of the picture, snapped to where the lens can stand. */
const place: Field<number> = {
  parse: (text) => {
    const share = numberIn(text);
    return share === undefined || share < 0 || share > 1 ? undefined : inside(share);
  },
  format: (value) => String(Number(value.toFixed(4))),
};

export const model = figureModel<LensState>({
  defaults,
  fields: {
    style: oneOf(styles),
    averagePooling: flag,
    antialiased: flag,
    fourier: flag,
    x: look(optional(place)),
    y: look(optional(place)),
    net: oneOf(netNames),
    frame: look(integer(0, 999)),
  },
  frame: 'frame',
});

/** Where one looks first, by style: where there is something to see. Shares of the picture. */
const focuses: Record<string, readonly [x: number, y: number]> = {
  woodblock: [175 / textureSide, 74 / textureSide],
  swirls: [157 / textureSide, 104 / textureSide],
};

/** The middle of the lens, kept far enough from the border for the whole lens to lie in the picture. */
export function focusOf({ style, x, y }: Pick<LensState, 'style' | 'x' | 'y'>): [x: number, y: number] {
  const [ownX, ownY] = focuses[style] ?? [0.5, 0.5];
  return [inside(x ?? ownX), inside(y ?? ownY)];
}

/** The nearest place at which the lens lies on whole pixels, and in the picture. */
export function inside(share: number): number {
  const half = lensSide / 2;
  return Math.max(half, Math.min(textureSide - half, Math.round(share * textureSide))) / textureSide;
}
