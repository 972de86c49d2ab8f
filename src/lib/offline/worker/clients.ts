import { cacheName, keptBuilds } from '../kept-site.ts';
import { readNote, writeNote } from '../notes.ts';
import { folder, scope } from './scope.ts';

/** What a page is of. */
export interface Origin {
  /** Empty for a page that is of another build than the service worker that saw it come. */
  build: string;
  /** Whether it came out of the cache, and not from the host. */
  kept: boolean;
}

/**
 * Which build the open pages are of. A page takes from the cache what is kept of its own build, until it is closed or
 * reloaded and whatever the host has by then; and what is kept of an earlier build stays while a page is open that may
 * be of it. A service worker is stopped and started as the browser likes, so this is written down.
 */
interface Open {
  /** By the id of the page. */
  served: Record<string, Origin>;
  /** The pages that were open when a build was followed by another. */
  before: Record<string, string[]>;
}

const noteName = 'open';
const nobody: Open = { served: {}, before: {} };
/** One change at a time. */
let turn: Promise<unknown> = Promise.resolve();
/** The note as it stands: nobody else writes it. */
let noted: Promise<Open> | undefined;

const read = () => (noted ??= readNote<Open>(folder, noteName, nobody));

function change(make: (open: Open) => Promise<Open> | Open): Promise<void> {
  const done = turn.then(async () => {
    const before = await read();
    const after = await make(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    noted = Promise.resolve(after);
    await writeNote(folder, noteName, after);
  });
  turn = done.catch(() => undefined);
  return done;
}

/** What a page is of, as far as anybody saw it come. */
export async function originOf(client: string): Promise<Origin | undefined> {
  await turn;
  return client === '' ? undefined : (await read()).served[client];
}

/** Notes what a page, or a worker of one, is of. */
export function noteOrigin(client: string, origin: Origin): Promise<void> {
  if (client === '') return Promise.resolve();
  return change((open) => ({ ...open, served: { ...open.served, [client]: origin } }));
}

const everyone = async () =>
  new Set((await scope.clients.matchAll({ includeUncontrolled: true, type: 'all' })).map(({ id }) => id));

/** Notes who is there as a new build takes over. */
export async function noteBefore(build: string): Promise<void> {
  const [ids, builds] = [[...(await everyone())], await keptBuilds(folder)];
  await change(({ served, before }) => {
    const earlier = builds.filter((one) => one !== build && !(one in before));
    return { served, before: { ...before, ...Object.fromEntries(earlier.map((one) => [one, ids])) } };
  });
}

/** Deletes what is kept of earlier builds once no page is open that may be of them. */
export async function sweep(build: string): Promise<void> {
  const there = await everyone();
  await change(async ({ served, before }) => {
    const open = Object.fromEntries(Object.entries(served).filter(([id]) => there.has(id)));
    const waits = Object.fromEntries(
      Object.entries(before).filter(([, ids]) => ids.some((id) => there.has(id))),
    );
    for (const one of await keptBuilds(folder)) {
      const isOpen = Object.values(open).some((origin) => origin.build === one);
      if (one === build || one in waits || isOpen) continue;
      await caches.delete(cacheName(folder, one));
    }
    return { served: open, before: waits };
  });
}
