import { protocol } from '../../../lib/experiments/style-layers.ts';
import { flag, integer, look, numberIn, oneOf, stepped, type Field } from '../kit/fields.ts';
import { figureModel, type FigureModel } from '../kit/model.ts';
import type { Nets } from './nets.ts';
import { beginningOf, presetOf } from './presets.ts';
import { placeOf, valueAt, type PowerRange } from './powers.ts';
import { stepsOf } from './run-sizes.ts';
import { saneSide, sideField, type Side } from './side.ts';

/** What the reader has chosen; the same object lives in the figure's address. */
export interface StyleTransferState {
  /** The comparison whose options are on offer. */
  preset: string;
  left: Side;
  right: Side;
  /** Names of the site's pictures, or `own`, which no address can hold. */
  content: string;
  style: string;
  /** Long side of both results, in pixels. */
  size: Size;
  /** `last`: each side goes on from what it has shown last. */
  start: 'content' | 'noise' | 'last';
  styleWeight: number;
  /** Weight of the total variation; 0 for none. */
  tvWeight: number;
  /** Begin small and double: large forms are settled first, and something is to be seen soon. */
  coarseToFine: boolean;
  seed: number;
  /** One step of each side after the other, or the whole of one after the whole of the other. */
  order: 'lockstep' | 'turns';
  view: 'slider' | 'both';
  /** Where the slider stands, in per cent from the left. */
  at: number;
  /** The frame on show; a link computes up to it. */
  frame: number;
}

export const sizes = [128, 256, 384, 512] as const;
export type Size = (typeof sizes)[number];

/** What this site has to offer. */
export interface Known {
  nets: Nets;
  /** Names of its pictures. */
  contents: readonly string[];
  styles: readonly string[];
}

export const ranges = {
  /** Powers of ten. */
  styleWeight: { min: -1, max: 4 },
  /** Its lower end stands for none. */
  tvWeight: { min: -4, max: 1, zero: true },
  seed: { min: 1, max: 9999 },
  /** Of the slider between the pictures, in per cent. */
  at: { min: 0, max: 100, step: 0.5 },
} as const;

/**
 * The pair that the figure begins with, where the site has it: of all that were painted to the end, the one at which the
 * judges find the two siblings furthest apart, `opens` of content/measured/style-converged.json. A test holds it to that.
 */
const beginning = { content: 'dust-bowl-home', style: 'swirls' };

export function defaultsOf(known: Known, preset: string | null = null): StyleTransferState {
  const first = presetOf(preset, known.nets);
  const [left, right] = beginningOf(first);
  const pick = (names: readonly string[], name: string) => (names.includes(name) ? name : (names[0] ?? ''));
  return {
    preset: first.name,
    left: left.side,
    right: right.side,
    content: pick(known.contents, beginning.content),
    style: pick(known.styles, beginning.style),
    size: 256,
    start: 'content',
    styleWeight: protocol.styleWeight,
    tvWeight: protocol.tvWeight,
    coarseToFine: true,
    seed: 1,
    order: 'lockstep',
    view: 'slider',
    at: 50,
    frame: 0,
  };
}

/** What a slider of powers of ten can make: `valueAt` of its places, and nothing else. */
function weight(range: PowerRange): Field<number> {
  const highest = 10 ** range.max;
  return {
    parse: (text) => {
      const value = numberIn(text);
      return value === undefined || value < 0 || value > highest
        ? undefined
        : valueAt(placeOf(value, range), range);
    },
    format: String,
  };
}

/** Brings back what each choice allows and all together do not: layers of another network, a frame beyond the last. */
export function sane(state: StyleTransferState, { nets }: Known): StyleTransferState {
  const [left, right] = [saneSide(state.left, nets), saneSide(state.right, nets)];
  const [one, other] = [stepsOf(state, left), stepsOf(state, right)];
  const last = state.order === 'turns' ? one + other + 1 : Math.max(one, other);
  return { ...state, left, right, frame: state.frame > last ? 0 : state.frame };
}

/** The reader's own pictures and earlier results have names that no address can hold: the defaults stand in. */
export function modelOf(known: Known): FigureModel<StyleTransferState> {
  const sides = sideField(known.nets);
  return figureModel<StyleTransferState>({
    defaults: defaultsOf(known),
    fields: {
      left: sides,
      right: sides,
      content: oneOf(known.contents),
      style: oneOf(known.styles),
      size: oneOf(sizes),
      start: { ...oneOf(['content', 'noise']), format: String } as Field<StyleTransferState['start']>,
      styleWeight: weight(ranges.styleWeight),
      tvWeight: weight(ranges.tvWeight),
      coarseToFine: flag,
      seed: integer(ranges.seed.min, ranges.seed.max),
      order: look(oneOf(['lockstep', 'turns'])),
      view: look(oneOf(['slider', 'both'])),
      at: look(stepped(ranges.at)),
      frame: look(integer(0, 9999)),
      preset: look({ parse: (text) => presetOf(text, known.nets).name, format: String }),
    },
    // What an address says of the sides differs from its preset's beginning.
    lead: { key: 'preset', defaults: (preset) => defaultsOf(known, preset) },
    sane: (state) => sane(state, known),
    frame: 'frame',
  });
}
