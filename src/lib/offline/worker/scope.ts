/** The service worker's own global scope; the type that TypeScript gives to `self` is a page's. */
export const scope = self as unknown as ServiceWorkerGlobalScope;

/** The address of the site's folder, which is what this worker answers for. */
export const folder = scope.registration.scope;
export const base = new URL(folder).pathname;
