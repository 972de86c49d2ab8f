import { bisectRight } from 'd3';
import { protocol } from '../../../lib/experiments/style-layers.ts';
import type { StyleTransferFrame } from '../../../lib/experiments/style-transfer.ts';
import { cells } from './cells.ts';
import { places } from './course.ts';
import { networkNames, type NetworkName } from './protocol.ts';

/** What is drawn against effort, in the order of the charts. All are shares: of a blank, or of the photograph's distance. */
export const measures = [
  { name: 'own', title: 'Its own style loss' },
  { name: 'alexnet', title: 'A judge: Gram matrices of an AlexNet' },
  { name: 'vgg', title: 'A judge: Gram matrices of a VGG' },
  { name: 'robustVgg', title: 'A judge: Gram matrices of a robust VGG' },
  { name: 'patches', title: 'Without a network: patches' },
  { name: 'colours', title: 'Without a network: colours' },
] as const;
export type MeasureName = (typeof measures)[number]['name'];
type JudgeName = Exclude<MeasureName, 'own'>;

const judged = [0, ...cells];
const all = places.map((_, i) => i);

/** Where a measure has values: judges look at what is shown, each network at every mark. */
export const placesOf = (measure: MeasureName): readonly number[] => (measure === 'own' ? all : judged);

/** Of a measure's values, the last one before a place. */
export const valueAt = (values: readonly number[], measure: MeasureName, place: number): number =>
  values[bisectRight(placesOf(measure), place) - 1]!;

/** What `content/measured/effort.json` holds, as far as it is drawn here. */
export interface Measured {
  pairs: Record<
    string,
    {
      content: string;
      style: string;
      rule: Rule;
      networks: Record<string, { own: { style: number[] }; judged: Record<JudgeName, number[]> }>;
    }
  >;
}

export type Rule = 'widest' | 'middle' | 'narrowest' | 'counter-case';

/** One pair, as short as the page's HTML wants it: by network and measure, a value at each of `placesOf` it. */
export interface PairEffort {
  content: string;
  style: string;
  rule: Rule;
  values: Record<NetworkName, Record<MeasureName, number[]>>;
}

export interface Effort {
  pairs: Record<string, PairEffort>;
}

/** @param names of the pairs that are on offer */
export function compact({ pairs }: Measured, names: readonly string[]): Effort {
  const short = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(3)));
  return {
    pairs: Object.fromEntries(
      names.map((pair) => {
        const { content, style, rule, networks } = pairs[pair]!;
        const values = networkNames.map((name) => {
          const { own, judged } = networks[name]!;
          const judges = Object.entries(judged).map(([judge, all]) => [judge, short(all)]);
          return [name, { own: short(own.style), ...Object.fromEntries(judges) }];
        });
        return [pair, { content, style, rule, values: Object.fromEntries(values) }];
      }),
    ),
  };
}

/** The style loss by a network's own account, without its weight: 1 is a blank. */
export const ownStyleOf = ({ style }: Pick<StyleTransferFrame, 'style'>): number =>
  Object.values(style).reduce((sum, part) => sum + part, 0) / protocol.styleWeight;
