import { KeptSite, listOf, matchAnywhere } from '../kept-site.ts';
import { addressOf, pathOf, type SiteList } from '../site-list.ts';
import { noteOrigin, originOf, sweep } from './clients.ts';
import { base, folder, scope } from './scope.ts';

interface Site {
  build: string;
  theList: () => Promise<SiteList>;
}

/**
 * Milliseconds that the host may take before what is kept is shown in its place. One on this computer is there or is
 * not; slow, it is a dev server that compiles, whose author wants to see nothing else.
 */
const patience = /^(localhost|127\..*|\[::1\])$/.test(scope.location.hostname) ? undefined : 4000;

/** The engine keeps weights itself and checks them; only their cards are files like others. */
const isWeights = (path: string) => path.startsWith('weights/') && !path.endsWith('/card.json');
const isHashed = (path: string) => path.startsWith('_astro/');

/** The file that is asked for; undefined for what is none of our business. */
function asked({ method, url, headers, cache }: Request): string | undefined {
  if (method !== 'GET' || headers.has('range')) return undefined;
  // Who asks past all caches asks past this one, too.
  if (['no-store', 'reload', 'only-if-cached'].includes(cache)) return undefined;
  if (new URL(url).origin !== scope.location.origin) return undefined;
  const path = pathOf(url, base);
  return path === undefined || path === 'sw.js' || isWeights(path) ? undefined : path;
}

/** Answers a request of a page, or lets the browser do it. */
export function answer(event: FetchEvent, site: Site): void {
  const path = asked(event.request);
  if (path === undefined) return;
  const given = event.request.mode === 'navigate' ? page(event, path, site) : file(event, path, site);
  // Whatever goes wrong here, the reader has the site that they would have without this.
  event.respondWith(given.catch(() => fetch(event.request)));
}

/** Keeps an answer of the host, once the page has it. Room that is not there is no fault of the page's. */
function keep(event: FetchEvent, kept: KeptSite, path: string, given: Response): void {
  if (!given.ok || !kept.knows(path)) return;
  const copy = given.clone();
  event.waitUntil(kept.put(path, copy).catch(() => undefined));
}

/** Notes whether a page that the host has sent is of this build. */
function look(event: FetchEvent, kept: KeptSite, path: string, given: Response, build: string): void {
  if (!given.ok || !kept.knows(path)) return;
  const copy = given.clone();
  const note = async () => {
    const isOwn = (await kept.own(path, copy)) !== undefined;
    await noteOrigin(event.resultingClientId, { build: isOwn ? build : '', kept: false });
  };
  event.waitUntil(note().catch(() => undefined));
}

/** The host's answer, if it comes in time and is one. */
async function inTime(asked: Promise<Response>): Promise<Response | undefined> {
  const late = new Promise<undefined>((resolve) => {
    if (patience !== undefined) setTimeout(() => resolve(undefined), patience);
  });
  const given = await Promise.race([asked.catch(() => undefined), late]);
  return given && given.status < 500 ? given : undefined;
}

/** What is kept of the page itself, under its address or under the one that a host would send the browser on to. */
async function keptPage(kept: KeptSite, path: string): Promise<Response | undefined> {
  const found = await kept.match(path);
  if (found || path.includes('.')) return found;
  const further = `${path}/index.html`;
  return (await kept.match(further)) && Response.redirect(addressOf(further, folder));
}

async function page(event: FetchEvent, path: string, { build, theList }: Site): Promise<Response> {
  const asking = (async () =>
    ((await event.preloadResponse) as Response | undefined) ?? fetch(event.request))();
  event.waitUntil(sweep(build).catch(() => undefined));
  let kept: KeptSite;
  let instead: Response | undefined;
  try {
    kept = await KeptSite.of(await theList(), folder);
    instead = await keptPage(kept, path);
  } catch {
    return asking;
  }
  const given = await (instead ? inTime(asking) : asking.catch(() => undefined));
  if (given) {
    look(event, kept, path, given, build);
    if (!instead) keep(event, kept, path, given);
    return given;
  }
  const shown = instead ?? (await kept.match('offline/index.html'));
  if (!shown) return Response.error();
  await noteOrigin(event.resultingClientId, { build, kept: true });
  return shown;
}

async function file(event: FetchEvent, path: string, site: Site): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  const origin = await originOf(clientId);
  // The workers of a page are of its build.
  if (origin && resultingClientId) event.waitUntil(noteOrigin(resultingClientId, origin));
  const same = isHashed(path) && (await matchAnywhere(path, folder));
  if (same) return same;
  // A page of a build that is not known here has nothing to look for.
  if (origin?.build === '') return fetch(request);
  const isEarlier = origin && origin.build !== site.build;
  const kept = await KeptSite.of(
    isEarlier ? await listOf(origin.build, folder) : await site.theList(),
    folder,
  );
  const instead = await kept.match(path);
  if (origin && instead) return instead;
  // Nobody saw this page come: it may be of any build, and has the host's file as long as there is one.
  if (instead) return fetch(request).catch(() => instead);
  const given = await fetch(request);
  if (origin?.kept) return ofBuild(kept, path, given);
  keep(event, kept, path, given);
  return given;
}

/** An answer of the host for a page out of the cache: a file of another build would mix the two. */
async function ofBuild(kept: KeptSite, path: string, given: Response): Promise<Response> {
  if (!given.ok || !kept.knows(path)) return given;
  const copy = given.clone();
  const isOwn = (await kept.own(path, given)) !== undefined;
  return isOwn ? copy : Response.error();
}
