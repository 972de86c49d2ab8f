import type { Net } from '../shared/digits/fooling.ts';

/** What is told of a question once it is answered. */
export interface Told {
  label: number;
  net: Net;
  /** What each of `readers` takes it for. */
  reads: readonly number[];
}

/** A digit, or null for "cannot tell". */
export type Answer = number | null;

export interface Score {
  who: string;
  /** By the network that the digits were altered for: how many are named as what they were. */
  right: [standard: number, robust: number];
}

const names = ['Standard network', 'Robust network', 'The judge', 'The second judge'] as const;

/** The reader's score beside everybody's. */
export function scores(told: readonly Told[], answers: readonly Answer[]): Score[] {
  const count = (say: (one: Told, i: number) => Answer): [number, number] => {
    const right = ([0, 1] as const).map(
      (net) => told.filter((one, i) => one.net === net && say(one, i) === one.label).length,
    );
    return [right[0]!, right[1]!];
  };
  return [
    { who: 'You', right: count((_, i) => answers[i] ?? null) },
    ...names.map((who, reader) => ({ who, right: count(({ reads }) => reads[reader]!) })),
  ];
}

/** Of the digits that fool the network they were altered for: how many there are, and how many the reader takes for the same. */
export function agreement(told: readonly Told[], answers: readonly Answer[], net: Net) {
  const fooled = told
    .map((one, i) => ({ ...one, answer: answers[i] }))
    .filter((one) => one.net === net && one.reads[net] !== one.label);
  const agreed = fooled.filter(({ reads, answer }) => answer === reads[net]);
  return { fooled: fooled.length, agreed: agreed.length };
}
