import type { MethodName } from '../../../lib/classical/methods.ts';
import { integer, oneOf, stepped, type Fields } from '../kit/fields.ts';
import { figureModel, type FigureModel } from '../kit/model.ts';

/** What the reader has chosen; the same object lives in the figure's address. Lengths are in pixels. */
export interface ClassicalState {
  /** Names of the site's pictures, or `own`, which no address can hold. */
  content: string;
  style: string;
  /** Strokes: width of the middle brush, length in widths, smoothing before edges are followed. */
  brush: number;
  length: number;
  smoothing: number;
  /** Spots: radius of the largest, how much they differ, how far their colours are scattered. */
  spot: number;
  variety: number;
  scatter: number;
  /** Texture transfer: power of two by which lightness counts, reach of the neighbourhood, random candidates. */
  fidelity: number;
  reach: number;
  chances: number;
  seed: number;
}

/** A slider: one decision that a method leaves to the artist. */
export interface Slider {
  key: Exclude<keyof ClassicalState, 'content' | 'style' | 'seed'>;
  label: string;
  min: number;
  max: number;
  step: number;
  /** The value for people. */
  format: (value: number) => string;
}

const pixels = (value: number) => `${value} px`;
const share = (value: number) => `${Math.round(value * 100)} %`;

/** Every painter, with what can be set. */
export const methodViews: readonly {
  name: MethodName;
  title: string;
  source: string;
  sliders: readonly Slider[];
}[] = [
  {
    name: 'strokes',
    title: 'Strokes along edges',
    source: 'Haeberli, 1990',
    sliders: [
      { key: 'brush', label: 'Brush width', min: 3, max: 16, step: 1, format: pixels },
      { key: 'length', label: 'Stroke length', min: 1, max: 12, step: 1, format: (value) => `${value} ×` },
      { key: 'smoothing', label: 'Smoothing', min: 0.5, max: 12, step: 0.5, format: pixels },
    ],
  },
  {
    name: 'spots',
    title: 'Spots',
    source: 'Sparavigna & Marazzato, 2009',
    sliders: [
      { key: 'spot', label: 'Largest spot', min: 2, max: 20, step: 1, format: pixels },
      { key: 'variety', label: 'Variety of size', min: 0, max: 1, step: 0.1, format: share },
      { key: 'scatter', label: 'Scatter of colour', min: 0, max: 0.6, step: 0.05, format: share },
    ],
  },
  {
    name: 'texture',
    title: 'Texture transfer',
    source: 'Ashikhmin, 2003',
    sliders: [
      {
        key: 'fidelity',
        label: 'Fidelity to light',
        min: -6,
        max: 5,
        step: 0.5,
        format: (value) => String(Number((2 ** value).toPrecision(2))),
      },
      { key: 'reach', label: 'Neighbourhood', min: 1, max: 5, step: 1, format: pixels },
      { key: 'chances', label: 'Random tries', min: 0, max: 12, step: 1, format: String },
    ],
  },
];

export const seeds = { min: 1, max: 9999 };

/** What this site has to offer: names of its pictures. */
export interface Known {
  contents: readonly string[];
  styles: readonly string[];
}

/** The pair that the figure begins with, where the site has it. */
export const beginning = { content: 'nagasaki-boats', style: 'swirls' };

export function defaultsOf({ contents, styles }: Known): ClassicalState {
  const pick = (names: readonly string[], name: string) => (names.includes(name) ? name : (names[0] ?? ''));
  return {
    content: pick(contents, beginning.content),
    style: pick(styles, beginning.style),
    brush: 5,
    length: 6,
    smoothing: 2.5,
    spot: 8,
    variety: 0.6,
    scatter: 0.2,
    fidelity: 0,
    reach: 2,
    chances: 2,
    seed: 1,
  };
}

function fieldsOf({ contents, styles }: Known): Fields<ClassicalState> {
  const sliders = methodViews.flatMap((view) => view.sliders);
  const numbers = Object.fromEntries(sliders.map((slider) => [slider.key, stepped(slider)]));
  return {
    ...(numbers as Pick<Fields<ClassicalState>, Slider['key']>),
    content: oneOf(contents),
    style: oneOf(styles),
    seed: integer(seeds.min, seeds.max),
  };
}

/** The reader's own pictures have names that no address can hold: the site's first stand in. */
export const modelOf = (known: Known): FigureModel<ClassicalState> =>
  figureModel({ defaults: defaultsOf(known), fields: fieldsOf(known) });
