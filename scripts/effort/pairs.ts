// Which pairs are followed against effort, by a rule that looks at the results of eighty iterations only.

export interface Pair {
  content: string;
  style: string;
  /** Why this pair. */
  rule: 'widest' | 'middle' | 'narrowest' | 'counter-case';
}

interface Scored {
  content: string;
  style: string;
  models: Readonly<Record<string, { gram: number }>>;
}

/** Where the standard network for photographs was still grain at the smallest loss that anybody has seen of it. */
const counterCase: Pair = { content: 'allium', style: 'points', rule: 'counter-case' };

/**
 * Of all pairs, in the order of how many times as far from the painting the standard ResNet's picture is as the
 * robust one's: the last, the middle and the first; and the counter-case.
 * @param scored `pairs` of content/measured/style.json
 */
export function chosenPairs(scored: readonly Scored[]): Pair[] {
  const gap = ({ models }: Scored) => models.standard!.gram / models.robust!.gram;
  const ordered = scored
    .filter(({ models }) => models.standard && models.robust)
    .toSorted((a, b) => gap(a) - gap(b));
  const at = (place: number, rule: Pair['rule']): Pair => {
    const { content, style } = ordered[place]!;
    return { content, style, rule };
  };
  const last = ordered.length - 1;
  const chosen = [at(last, 'widest'), counterCase, at(Math.floor(last / 2), 'middle'), at(0, 'narrowest')];
  const same = (one: Pair, other: Pair) => one.content === other.content && one.style === other.style;
  return chosen.filter((pair, i) => chosen.findIndex((other) => same(other, pair)) === i);
}
