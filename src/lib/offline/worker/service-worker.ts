import { gather } from '../gather.ts';
import { alone } from '../keep.ts';
import { KeptSite, keepList, listOf, matchAnywhere } from '../kept-site.ts';
import { keptParts, setKeptParts } from '../notes.ts';
import { pathOf, type SiteList } from '../site-list.ts';
import { answer } from './answer.ts';
import { noteBefore, sweep } from './clients.ts';
import { base, folder, scope } from './scope.ts';

/** The build that this service worker belongs to: src/plugins/offline.mjs puts its name here. */
declare const BUILD: string;

/**
 * The service worker. It never makes the site older than the host has it: what is asked for comes from the host, and
 * from what is kept only when the host does not answer, or where the name of a file says that it cannot have changed.
 */
let known: Promise<SiteList> | undefined;

/** The list of this build; asked for again after a failure. */
function theList(): Promise<SiteList> {
  known ??= listOf(BUILD, folder).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

/** Everything that was kept of an earlier build is kept of this one, before any page hears of it. */
async function install(): Promise<void> {
  const list = await theList();
  const before = await keptParts(folder);
  const parts = before.filter((name) => list.parts[name]);
  const needs = parts.map((name) => list.parts[name]!);
  const files = new Set([...list.shell, ...needs.flatMap((part) => part.files)]);
  const networks = new Set(needs.flatMap((part) => part.networks));
  const wanted = { files: [...files], networks: [...networks] };
  await gather(list, wanted, { folder }, (path) => matchAnywhere(path, folder));
  await keepList(list, folder);
  if (parts.length < before.length) await setKeptParts(folder, parts);
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  await scope.registration.navigationPreload?.enable();
  await noteBefore(BUILD);
  await sweep(BUILD);
  await scope.clients.claim();
}

/** Keeps what a page has loaded before this worker was there. */
async function keepOpened(addresses: readonly string[]): Promise<void> {
  const site = await KeptSite.of(await theList(), folder);
  for (const one of addresses) {
    const path = pathOf(one, base);
    if (path === undefined || !site.knows(path) || (await site.match(path))) continue;
    const found = await fetch(one, { cache: 'force-cache' }).catch(() => undefined);
    if (found) await site.put(path, found).catch(() => undefined);
  }
}

scope.addEventListener('install', (event) => event.waitUntil(alone(folder, install)));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('message', (event) => {
  const { opened, asks } = event.data as { opened?: string[]; asks?: 'build' };
  if (opened) event.waitUntil(keepOpened(opened));
  if (asks === 'build') event.ports[0]?.postMessage(BUILD);
});
scope.addEventListener('fetch', (event) => answer(event, { build: BUILD, theList }));
