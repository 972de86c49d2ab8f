import { removeKept } from '../remove.ts';
import { folder, scope } from './scope.ts';

/**
 * The service worker of a site that wants none: it takes the place of the one that a browser may have, deletes what
 * that has kept, and goes. The dev server has it, too, since `npm start` answers at the same address.
 */
async function go(): Promise<void> {
  await removeKept(folder);
  await scope.registration.unregister();
}

scope.addEventListener('install', () => void scope.skipWaiting());
scope.addEventListener('activate', (event) => event.waitUntil(go()));
