import type { NetworkFacts } from '../../../../lib/brought/network.ts';

/** What a figure asks of a network that is to play in it. */
export interface Need {
  /** As the end of a sentence: "It takes …". */
  words: string;
  suits: (facts: NetworkFacts) => boolean;
  /** Where it asks both of its networks for one class, whichever they have: the names of the article’s. */
  sameClasses?: readonly string[];
}

/** Those that read the digits of the site. */
export const digitReaders: Need = {
  words: 'networks for digits: one channel, 28 pixels on a side, ten classes',
  suits: ({ layout }) => layout.channels === 1,
};

const sees = ({ layout }: NetworkFacts, side: number) => layout.channels === 3 && layout.leastSide <= side;

/** Those with a representation, of pictures of a size. @param length the least number of its coordinates */
export const representing = (side: number, length = 1): Need => ({
  words: `networks for pictures that can look at ${side} pixels on a side, with a head${length > 1 ? ` and at least ${length} coordinates in their representation` : ''}`,
  suits: (facts) => sees(facts, side) && facts.layout.representation >= length,
});

/** Those with the stages of a residual network. */
export const residual = (side: number): Need => ({
  words: `residual networks that can look at ${side} pixels on a side, with a head`,
  suits: (facts) => sees(facts, side) && facts.net === 'resnet' && facts.layout.classes > 0,
});

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, i) => name.toLowerCase() === b[i]!.toLowerCase());

/** Those that tell the same classes apart; one that says no names is believed to. */
export const classifying = (side: number, classes: readonly string[], called: string): Need => ({
  words: `networks that can look at ${side} pixels on a side and tell ${called} apart`,
  suits: (facts) =>
    sees(facts, side) &&
    facts.layout.classes === classes.length &&
    (facts.labels === undefined || same(facts.labels, classes)),
});

/** Those that tell any classes apart. @param ours the classes of the article's networks */
export const classifiers = (side: number, ours: readonly string[]): Need => ({
  words: `networks for pictures that can look at ${side} pixels on a side and have classes, the same in both places`,
  suits: (facts) => sees(facts, side) && facts.layout.classes > 0,
  sameClasses: ours,
});
