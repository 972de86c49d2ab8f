import { filesOf, measured, type Source } from './measured.ts';

const relations: Record<string, { words: string; holds: (a: number, b: number) => boolean }> = {
  '<': { words: 'below', holds: (a, b) => a < b },
  '<=': { words: 'at most', holds: (a, b) => a <= b },
  '>': { words: 'above', holds: (a, b) => a > b },
  '>=': { words: 'at least', holds: (a, b) => a >= b },
  '=': { words: 'equal to', holds: (a, b) => a === b },
  // As near as a sentence means that says "about" or "as good as".
  '~': { words: 'within a fifth of', holds: (a, b) => Math.abs(a - b) <= Math.abs(b) / 5 },
};
const sign = /\s(<=|>=|<|>|=|~)\s/;

/**
 * What of a claim does not hold, in words that name file and value; undefined where all of it does.
 *
 * A claim sets values, written as `measured` reads them, or numbers against each other:
 * `means.robust.gram < means.standard.gram`, `0 < a < b`, `a > 2 * b and a > 0.5`. The signs are
 * `<`, `<=`, `>`, `>=`, `=` and `~`, with blanks around them.
 * @param source of the values without a name in front
 */
export function broken(claim: string, source: Source = {}): string | undefined {
  for (const part of claim.split(' and ')) {
    const sides = part.split(sign);
    if (sides.length < 3)
      throw new Error(`Expected the claim "${claim}" to compare two values, got "${part}": write "a < b"`);
    for (let at = 0; at + 2 < sides.length; at += 2) {
      const [left = '', sign = '', right = ''] = sides.slice(at, at + 3).map((side) => side.trim());
      const [got, bound] = [measured(source, left), measured(source, right)];
      const relation = relations[sign]!;
      if (relation.holds(got, bound)) continue;
      const limit = filesOf(source, right).length > 0 ? `${named(source, right)}, ${bound}` : right;
      return `Expected ${named(source, left)} to be ${relation.words} ${limit}, got ${got}`;
    }
  }
  return undefined;
}

/** What `expect="> 0.5"` says of the value beside it, as a claim. */
export const claimOf = (path: string, expectation: string): string =>
  expectation
    .split(' and ')
    .map((one) => `${path} ${one.trim()}`)
    .join(' and ');

const named = (source: Source, path: string) =>
  [path, ...filesOf(source, path).map((file) => `of ${file}`)].join(' ');
