/**
 * Starts the service worker, which keeps what was opened for when there is no network. Not in a frame: what another
 * site shows of this one leaves nothing behind with its readers. `?offline=off` removes it and all it has kept from
 * this browser, where it then stays away until `?offline=on`.
 */
const folder = new URL(import.meta.env.BASE_URL.replace(/\/?$/, '/'), location.href).href;

/** Whether pages can be kept here: not on plain http, in some private windows, or in a frame. */
export const canKeep =
  import.meta.env.PROD &&
  import.meta.env.PUBLIC_OFFLINE !== 'off' &&
  window.parent === window &&
  'serviceWorker' in navigator &&
  'caches' in window;

/** The address of the site's folder. */
export const siteFolder = folder;

/** What the reader has decided for this browser. */
function isWanted(): boolean {
  const asked = new URLSearchParams(location.search).get('offline');
  try {
    if (asked === 'off') localStorage.setItem('offline', 'off');
    if (asked === 'on') localStorage.removeItem('offline');
    return localStorage.getItem('offline') !== 'off';
  } catch {
    return asked !== 'off';
  }
}

async function start(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!isWanted()) {
    const { removeAll } = await import('../../lib/offline/remove.ts');
    return removeAll(folder, serviceWorker);
  }
  if (!serviceWorker.controller) {
    // It has not seen what this page loads: so it is told, when it is there.
    const tell = () => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      serviceWorker.controller?.postMessage({ opened: [location.href.replace(/[?#].*/, ''), ...loaded] });
    };
    serviceWorker.addEventListener('controllerchange', tell, { once: true });
  }
  await serviceWorker.register(`${folder}sw.js`, { scope: folder, updateViaCache: 'none' });
}

if (canKeep) {
  // The page comes first. Where the browser refuses, the site is as it is without.
  const begin = () => void start().catch(() => undefined);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}
