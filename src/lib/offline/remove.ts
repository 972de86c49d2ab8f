import { cacheName, keptBuilds } from './kept-site.ts';
import { deleteNotes } from './notes.ts';

/** Deletes everything that is kept of the site but for the weights, which are the engine's. */
export async function removeKept(folder: string): Promise<void> {
  for (const build of await keptBuilds(folder)) await caches.delete(cacheName(folder, build));
  await deleteNotes(folder);
}

/** Takes the service worker of the site's folder out of this browser, with all that it has kept. */
export async function removeAll(folder: string, container: ServiceWorkerContainer): Promise<void> {
  const registration = await container.getRegistration(folder);
  if (registration?.scope === folder) await registration.unregister();
  await removeKept(folder);
}
