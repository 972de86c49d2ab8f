import type { Card } from '../engine/card.ts';
import { KeptSite } from './kept-site.ts';
import { forgetWeights, keepNetwork } from './networks.ts';
import { addressOf, filesOf, type PartNeeds, type SiteList } from './site-list.ts';

export interface KeepOptions {
  /** The address of the site's folder. */
  folder: string;
  signal?: AbortSignal | undefined;
  /** Called with the bytes that are there now (negative when a failed attempt is taken back). */
  onBytes?: (gained: number) => void;
}

/** Files that are asked for at the same time. */
const atOnce = 6;

/** Who asks for a part: its files, those of its networks' cards included, and its networks. */
type Wanted = Pick<PartNeeds, 'files' | 'networks'>;

/** Fetches one file of the build past the browser's own cache of what was there before. */
async function fetched(site: KeptSite, path: string, { folder, signal }: KeepOptions): Promise<boolean> {
  const address = addressOf(path, folder);
  // What has its sum in its name cannot be out of date.
  const cache = path.startsWith('_astro/') ? 'default' : 'no-cache';
  const answer = await fetch(address, { cache, signal: signal ?? null }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new Error(`Expected ${path} to come, got no answer: the connection or the server is down.`, {
      cause,
    });
  });
  if (!answer.ok) throw new Error(`Expected ${path} to be found, got the answer ${answer.status}.`);
  return site.put(path, answer);
}

async function cardOf(site: KeptSite, id: string): Promise<Card> {
  const kept = await site.match(`weights/${id}/card.json`);
  if (!kept) throw new Error(`Expected the card of ${id} to be kept, got none.`);
  return (await kept.json()) as Card;
}

/**
 * Sees to it that all files and networks are kept, and takes back what it has added if it fails or is cancelled.
 * @param reuse gives a file's answer where the same file is kept already, by an earlier build
 * @throws Error with a sentence; QuotaExceededError where there is no room; the signal's reason when cancelled
 */
export async function gather(
  list: SiteList,
  wanted: Wanted,
  options: KeepOptions,
  reuse: (path: string) => Promise<Response | undefined> = () => Promise.resolve(undefined),
): Promise<void> {
  const { folder, signal, onBytes } = options;
  const site = await KeptSite.of(list, folder);
  const waiting = [...filesOf(list, wanted.files)];
  const added: string[] = [];
  const weights: string[] = [];

  async function next(): Promise<void> {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      signal?.throwIfAborted();
      const [path, bytes] = file;
      if (!(await site.match(path))) {
        added.push(path);
        const before = await reuse(path);
        const isKept = (before && (await site.put(path, before))) || (await fetched(site, path, options));
        if (!isKept) throw new Error(`Expected ${path} as this build of the site has it, got another file.`);
      }
      onBytes?.(bytes);
    }
  }

  try {
    const all = await Promise.allSettled(Array.from({ length: atOnce }, () => next().catch(stop)));
    const failed = all.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    for (const id of wanted.networks) await keepNetwork(await cardOf(site, id), options, weights);
  } catch (error) {
    for (const path of added) await site.delete(path);
    await forgetWeights(weights);
    throw error;
  }

  /** One that fails ends the others with their present file. */
  function stop(error: unknown): never {
    waiting.length = 0;
    throw error;
  }
}
