import { protocol } from '../../../lib/experiments/style-layers.ts';
import { decimal, decode, encode, integer, oneOf, type Field, type Fields } from '../shell/permalink.ts';
import { own } from '../shared/site-pictures/own.ts';
import type { Nets } from './nets.ts';
import { beginningOf, presetOf } from './presets.ts';
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
  /** Begin small and double, so that large forms are settled first. */
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
  /** Powers of ten, and the end that means none. */
  styleWeight: { min: -1, max: 4 },
  tvWeight: { min: -4, max: 1 },
  seed: { min: 1, max: 9999 },
} as const;

/** The pair that the figure begins with, where the site has it. */
const beginning = { content: 'nagasaki-boats', style: 'woodblock' };

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
    coarseToFine: false,
    seed: 1,
    order: 'lockstep',
    view: 'slider',
    at: 50,
    frame: 0,
  };
}

const flag: Field<boolean> = {
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  format: (value) => (value ? '1' : '0'),
};

const sizeField: Field<Size> = {
  parse: (text) => sizes.find((size) => String(size) === text),
  format: String,
};

function fieldsOf(known: Known): Fields<StyleTransferState> {
  const sides = sideField(known.nets);
  return {
    preset: { parse: (text) => presetOf(text, known.nets).name, format: String },
    left: sides,
    right: sides,
    content: oneOf(known.contents),
    style: oneOf(known.styles),
    size: sizeField,
    start: oneOf(['content', 'noise', 'last']),
    styleWeight: decimal(10 ** ranges.styleWeight.min, 10 ** ranges.styleWeight.max, 3),
    tvWeight: decimal(0, 10 ** ranges.tvWeight.max, 5),
    coarseToFine: flag,
    seed: integer(ranges.seed.min, ranges.seed.max),
    order: oneOf(['lockstep', 'turns']),
    view: oneOf(['slider', 'both']),
    at: decimal(0, 100, 1),
    frame: integer(0, 9999),
  };
}

/** The state that an address asks for. What it says of the sides differs from its preset's beginning. */
export function stateOf(params: URLSearchParams, known: Known): StyleTransferState {
  return decode(fieldsOf(known), defaultsOf(known, params.get('preset')), params);
}

/** The address of a state. The reader's own pictures and earlier results cannot be in it: the defaults stand in. */
export function addressOf(state: StyleTransferState, known: Known): URLSearchParams {
  const usual = defaultsOf(known, state.preset);
  const told = {
    ...state,
    content: state.content === own ? usual.content : state.content,
    style: state.style === own ? usual.style : state.style,
    start: state.start === 'last' ? usual.start : state.start,
  };
  const params = encode(fieldsOf(known), usual, told);
  if (state.preset !== defaultsOf(known).preset) params.set('preset', state.preset);
  return params;
}

/** Sides brought back to what their networks can do. */
export function sane(state: StyleTransferState, { nets }: Known): StyleTransferState {
  return { ...state, left: saneSide(state.left, nets), right: saneSide(state.right, nets) };
}

/** Looks of the figure: what can change without computing anything anew. */
const looks: readonly (keyof StyleTransferState)[] = ['preset', 'order', 'view', 'at', 'frame'];

/** Whether two states compute the same pictures. */
export function sameRun(a: StyleTransferState, b: StyleTransferState, known: Known): boolean {
  const fields = fieldsOf(known);
  return (Object.keys(fields) as (keyof StyleTransferState)[])
    .filter((key) => !looks.includes(key))
    .every((key) => fields[key].format(a[key] as never) === fields[key].format(b[key] as never));
}
