import type { Rule } from './data.ts';
import type { NetworkName } from './protocol.ts';

/** How a network is called and drawn: its colour by its training, its line by its kind. */
export const heads: Record<
  NetworkName,
  { net: 'standard' | 'robust'; name: string; noun: string; line: 'full' | 'dashed' | 'dotted' }
> = {
  standard: { net: 'standard', name: 'Standard', noun: 'ResNet', line: 'full' },
  robust: { net: 'robust', name: 'Robust', noun: 'ResNet', line: 'full' },
  'photos-standard': { net: 'standard', name: 'Standard', noun: 'ResNet, photographs', line: 'dashed' },
  'photos-robust': { net: 'robust', name: 'Robust', noun: 'ResNet, photographs', line: 'dashed' },
  vgg: { net: 'standard', name: 'Standard', noun: 'VGG', line: 'dotted' },
};

/** The same in one line. */
export const nameOf = (name: NetworkName) => `${heads[name].name.toLowerCase()} ${heads[name].noun}`;

/** Why a pair is on offer. */
export const rules: Record<Rule, string> = {
  widest: 'the widest gap',
  middle: 'a middling gap',
  narrowest: 'the narrowest gap',
  'counter-case': 'the counter-case',
};

/** A share, with two digits that say something. */
export const share = (value: number) => String(Number(value.toPrecision(2)));
