import { gather, type KeepOptions } from './gather.ts';
import { KeptSite, keptBuilds } from './kept-site.ts';
import { forgetNetwork } from './networks.ts';
import { keptParts, setKeptParts } from './notes.ts';
import { filesOf, type SiteList } from './site-list.ts';

/** One at a time, in all pages and the service worker: who takes back what it added must have added it alone. */
export const alone = (folder: string, work: () => Promise<void>, signal?: AbortSignal): Promise<void> =>
  navigator.locks.request(`robust-keep ${folder}`, { ...(signal && { signal }) }, work);

/**
 * Keeps a part, and notes that it is kept.
 * @throws Error with a sentence; QuotaExceededError where there is no room; the signal's reason when cancelled
 */
export async function keepPart(list: SiteList, name: string, options: KeepOptions): Promise<void> {
  const part = list.parts[name];
  if (!part) throw new Error(`Expected a part of ${Object.keys(list.parts).join(', ')}, got “${name}”.`);
  const { folder, signal } = options;
  await alone(
    folder,
    async () => {
      await gather(list, part, options);
      const kept = await keptParts(folder);
      await setKeptParts(folder, [...new Set([...kept, name])]);
    },
    signal,
  );
}

/** Deletes what is kept of a part, but for what another kept part needs, too. */
export function forgetPart(list: SiteList, name: string, folder: string): Promise<void> {
  return alone(folder, async () => {
    const others = (await keptParts(folder)).filter((other) => other !== name && list.parts[other]);
    await setKeptParts(folder, others);
    const part = list.parts[name];
    if (!part) return;
    const needs = others.map((other) => list.parts[other]!);
    const files = new Set([...list.shell, ...needs.flatMap((one) => one.files)]);
    const networks = new Set(needs.flatMap((one) => one.networks));
    if ((await keptBuilds(folder)).includes(list.build)) {
      const site = await KeptSite.of(list, folder);
      const unneeded = part.files.filter((at) => !files.has(at));
      for (const [path] of filesOf(list, unneeded)) await site.delete(path);
    }
    for (const id of part.networks) if (!networks.has(id)) await forgetNetwork(id, folder);
  });
}
