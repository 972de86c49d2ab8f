import type { Course } from '../../../../lib/brought/course.ts';
import type { Brought, NetworkFacts } from '../../../../lib/brought/network.ts';
import { getEngine } from '../../../../lib/get-engine.ts';
import type { GivenFile } from '../../../../lib/brought/read.ts';

// The networks beyond the article's, for all figures of the page: those that the reader has brought, and those that the
// host of the site offers. What reads and keeps them travels only to readers who ask.

const siteFolder = () => new URL(import.meta.env.BASE_URL.replace(/\/?$/, '/'), location.href).href;

let own = $state.raw<readonly NetworkFacts[]>([]);
let course = $state.raw<Course>({ networks: [], faults: [] });
/** Whether what is kept and what is offered is known. */
let known = $state(false);
/** Ids of those that another page of the site will find. */
let kept = $state.raw<readonly string[]>([]);
/** The numbers of those that were brought or asked for since the page was opened. */
const weights: Record<string, Brought['weights']> = {};
/** Ids of those that the engine has been told of. */
let lent: readonly string[] = [];

/** All of them; components that read it follow it. */
export const beyond = (): readonly NetworkFacts[] => [...own, ...course.networks];
export const beyondIsKnown = (): boolean => known;
export const courseFaults = (): readonly string[] => course.faults;
export const isKept = (id: string): boolean => kept.includes(id);
export const networkBeyond = (id: string): NetworkFacts | undefined => beyond().find((one) => one.id === id);

const without = (ids: readonly string[], id: string) => ids.filter((one) => one !== id);

let looking: Promise<void> | undefined;

/** Finds out what there is, once. */
export function lookBeyond(): Promise<void> {
  return (looking ??= look());
}

async function look(): Promise<void> {
  const [{ keptFacts }, { readCourse }] = await Promise.all([
    import('../../../../lib/brought/keep.ts'),
    import('../../../../lib/brought/course.ts'),
  ]);
  const [found, offered] = await Promise.all([
    keptFacts(siteFolder()),
    readCourse(`${siteFolder()}weights/`),
  ]);
  // What was brought meanwhile is newer.
  own = [...found.filter(({ id }) => !own.some((one) => one.id === id)), ...own];
  kept = [...kept, ...found.map(({ id }) => id)];
  course = offered;
  known = true;
}

/**
 * Reads networks from files of the reader's, and takes them in once all of them have been checked whole. One that has
 * the name of an earlier one takes its place.
 * @throws Error with a sentence; what was there stays
 */
export async function bring(files: readonly GivenFile[]): Promise<readonly NetworkFacts[]> {
  const [{ readNetworks }, { keepBrought }] = await Promise.all([
    import('../../../../lib/brought/read.ts'),
    import('../../../../lib/brought/keep.ts'),
    lookBeyond(),
  ]);
  const brought = await readNetworks(files);
  for (const network of brought) {
    const { facts } = network;
    weights[facts.id] = network.weights;
    lent = without(lent, facts.id);
    own = [...own.filter(({ id }) => id !== facts.id), facts];
    const isThere = await keepBrought(network, siteFolder());
    kept = [...without(kept, facts.id), ...(isThere ? [facts.id] : [])];
  }
  return brought.map(({ facts }) => facts);
}

/** Forgets a network, here and in what this browser keeps. */
export async function forget(id: string): Promise<void> {
  const { forgetBrought } = await import('../../../../lib/brought/keep.ts');
  await forgetBrought(id, siteFolder());
  own = own.filter((one) => one.id !== id);
  kept = without(kept, id);
  delete weights[id];
  if (lent.includes(id)) getEngine().takeBack(id);
  lent = without(lent, id);
}

/**
 * Sees to it that experiments know a network by this id.
 * @throws Error with a sentence where it is not there
 */
export async function lendBeyond(id: string): Promise<void> {
  await lookBeyond();
  const facts = networkBeyond(id);
  if (!facts) throw new Error(absentSentence(id));
  if (facts.from === 'host' || lent.includes(id)) return;
  if (!weights[id]) {
    const { keptWeights } = await import('../../../../lib/brought/keep.ts');
    weights[id] = await keptWeights(id, siteFolder());
  }
  getEngine().lend(id, { net: facts.net, config: facts.config, weights: weights[id] });
  lent = [...without(lent, id), id];
}

/** What to say of a network that is asked for and not there. */
export const absentSentence = (id: string): string =>
  `Expected the network ${id} to be here, got none: whoever made this link has brought or offers it. Bring it, or choose the article’s.`;
