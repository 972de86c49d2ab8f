import type { Rule } from './data.ts';
import type { NetworkName } from './protocol.ts';

/** How a network is called and drawn: its colour by its training, its line by its kind. */
export const heads: Record<
  NetworkName,
  {
    net: 'standard' | 'robust';
    name: string;
    noun: string;
    learned: string;
    line: 'full' | 'dashed' | 'dotted';
  }
> = {
  standard: { net: 'standard', name: 'Standard', noun: 'ResNet', learned: 'CIFAR-10', line: 'full' },
  robust: { net: 'robust', name: 'Robust', noun: 'ResNet', learned: 'CIFAR-10', line: 'full' },
  'photos-standard': {
    net: 'standard',
    name: 'Standard',
    noun: 'ResNet',
    learned: 'photographs',
    line: 'dashed',
  },
  'photos-robust': { net: 'robust', name: 'Robust', noun: 'ResNet', learned: 'photographs', line: 'dashed' },
  vgg: { net: 'standard', name: 'Standard', noun: 'VGG', learned: 'CIFAR-10', line: 'dotted' },
};

/** The same in one line. */
export function nameOf(name: NetworkName): string {
  const { name: called, noun, learned } = heads[name];
  return `${called.toLowerCase()} ${noun}, ${learned}`;
}

/** Why a pair is on offer. */
export const rules: Record<Rule, string> = {
  widest: 'the widest gap',
  middle: 'a middling gap',
  narrowest: 'the narrowest gap',
  'counter-case': 'the counter-case',
};

/** A share, with two digits that say something. */
export const share = (value: number) => String(Number(value.toPrecision(2)));
