import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What every file of `content/measured/` says of itself, beside its numbers. Written by
 * `training/measure/envelope.py`.
 */
export interface Envelope {
  /** The command that wrote the file. */
  by: string;
  /** The commit of the code that ran; a "+" at its end: with changes that were not committed. */
  commit: string;
  /** What all numbers of the file have in common: sizes, steps, seeds. */
  protocol: Record<string, unknown>;
  /** The sha256 of each network that took part, judges included, by id. */
  weights: Record<string, string>;
}

interface Card {
  shards: { sha256: string }[];
}

/** The names of all measured files, as the prose calls them. */
export const measuredFiles = (root = process.cwd()): string[] =>
  readdirSync(join(root, 'content/measured'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

/**
 * What is wrong with the origin of a measured file's numbers, a sentence each; none if they are of
 * the networks that ship and of a script that is there.
 * @param data the parsed file
 */
export function faultsOf(name: string, data: Record<string, unknown>, root = process.cwd()): string[] {
  const file = `content/measured/${name}.json`;
  const { by, commit, protocol, weights, judge } = data as Partial<Envelope> & { judge?: unknown };
  const faults: string[] = [];
  const expected = (what: string, got: unknown) =>
    faults.push(`Expected ${file} to ${what}, got ${JSON.stringify(got) ?? 'nothing'}`);

  const module = /^python -m ([\w.]+)( |$)/.exec(typeof by === 'string' ? by : '')?.[1];
  if (module === undefined) expected('name the command that wrote it in "by"', by);
  else if (!existsSync(join(root, `${module.replaceAll('.', '/')}.py`)))
    expected('name a script that exists in "by"', by);
  if (!/^[0-9a-f]{12}\+?$/.test(String(commit))) expected('name a commit', commit);
  if (typeof protocol !== 'object' || protocol === null || Object.keys(protocol).length === 0)
    expected('say under which "protocol" it was measured', protocol);
  if (typeof weights !== 'object' || weights === null || Object.keys(weights).length === 0) {
    expected('hold the sha256 of each network in "weights"', weights);
    return faults;
  }
  if (typeof judge === 'string' && !(judge in weights))
    expected(`have the judge ${judge} among its "weights"`, Object.keys(weights));
  for (const [id, sha256] of Object.entries(weights)) {
    const ships = sha256Of(id, root);
    if (ships !== sha256)
      faults.push(
        `Expected ${file} to be measured on the ${id} that ships, ${ships ?? 'which is none'}, got ${sha256}: run ${by}`,
      );
  }
  return faults;
}

/** The sum of a network's weights, as `training/shipped.py` makes it; undefined where none ship. */
function sha256Of(id: string, root: string): string | undefined {
  const card = join(root, 'public/weights', id, 'card.json');
  if (!existsSync(card)) return undefined;
  const sums = (JSON.parse(readFileSync(card, 'utf8')) as Card).shards.map((shard) => shard.sha256);
  return sums.length === 1 ? sums[0] : createHash('sha256').update(sums.join('')).digest('hex');
}
