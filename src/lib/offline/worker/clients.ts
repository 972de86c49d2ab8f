import { cacheName, keptBuilds } from '../kept-site.ts';
import { readNote, writeNote } from '../notes.ts';
import { folder, scope } from './scope.ts';

/**
 * Which build the open pages are of. A page that came out of a cache takes everything from that cache until it is
 * closed or reloaded, whatever the host has by then; and what is kept of an earlier build stays while a page is open
 * that may be of it. A service worker is stopped and started as the browser likes, so this is written down.
 */
interface Open {
  /** The build that answered, by the id of the page. */
  served: Record<string, string>;
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

/** The build out of whose cache a page came; undefined for one that the host has sent. */
export async function buildServed(client: string): Promise<string | undefined> {
  await turn;
  return client === '' ? undefined : (await read()).served[client];
}

/** Notes that a page, or a worker of one, is of what is kept of a build. */
export function noteServed(client: string, build: string): Promise<void> {
  if (client === '') return Promise.resolve();
  return change((open) => ({ ...open, served: { ...open.served, [client]: build } }));
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
      if (one === build || one in waits || Object.values(open).includes(one)) continue;
      await caches.delete(cacheName(folder, one));
    }
    return { served: open, before: waits };
  });
}
