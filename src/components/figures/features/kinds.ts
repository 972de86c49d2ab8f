import type { ActivationMaximisationConfig } from '../../../lib/experiments/activation-maximisation.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { cifarVggs, photosResnets } from '../shared/networks/pairs.ts';
import { photoClasses } from '../shared/networks/photo-classes.ts';

export const kindNames = ['coordinates', 'things', 'ten'] as const;
/** Coordinates of the representation, the classes of the networks for photographs, or those of CIFAR-10. */
export type KindName = (typeof kindNames)[number];

/** A kind of unit that one can ask about: whose it is, and with what settings it is shown best. */
export interface Kind {
  layer: ActivationMaximisationConfig['unit']['layer'];
  networks: readonly [standard: string, robust: string];
  /** Pixels on a side: those of the photographs that the networks learned from. */
  side: number;
  steps: number;
  /** Of a plain picture, in L2. */
  step: number;
  roll: number;
  /** The numbers of the units that are on offer. */
  units: readonly number[];
  /** The one that is shown first. */
  first: number;
  called: (unit: number) => string;
  /** Of logits: the names of all classes, and what they are called together. */
  classes?: readonly string[];
  classesCalled?: string;
}

const every = (count: number) => Array.from({ length: count }, (_, i) => i);

export const kinds: Readonly<Record<KindName, Kind>> = {
  coordinates: {
    layer: 'representation',
    networks: photosResnets,
    side: 84,
    steps: 80,
    step: 0.8,
    roll: 0,
    units: every(256),
    first: 160,
    called: (unit) => `coordinate ${unit}`,
  },
  things: {
    layer: 'logits',
    networks: photosResnets,
    side: 84,
    steps: 80,
    step: 0.8,
    roll: 2,
    units: every(photoClasses.length),
    first: 2,
    called: (unit) => photoClasses[unit]!,
    classes: photoClasses,
    classesCalled: 'the article’s 118 kinds of things',
  },
  ten: {
    layer: 'logits',
    networks: cifarVggs,
    side: 32,
    steps: 100,
    step: 0.3,
    roll: 0,
    units: every(10),
    first: 4,
    called: (unit) => cifarClasses[unit]!,
    classes: cifarClasses,
    classesCalled: 'the classes of CIFAR-10',
  },
};

/** What is shown of a unit, side by side: the standard network's picture, the same with help, and the robust one's. */
export const columns = ['standard', 'helped', 'robust'] as const;
export type Column = (typeof columns)[number];
