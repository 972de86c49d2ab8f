/**
 * A lock that a worker holds for as long as it lives. A worker that ends itself, or is ended by the browser, tells
 * nobody; but its lock becomes free (Web Locks API). Where there are no locks, its silence must do.
 */
const locks = (): LockManager | undefined => (globalThis.navigator as Navigator | undefined)?.locks;

/** The worker's side. @returns once it is held, or cannot be */
export function holdLifeline(name: string): Promise<void> {
  return new Promise((resolve) => {
    const held = () => {
      resolve();
      return new Promise<void>(() => undefined);
    };
    // Refused to frames without an origin of their own.
    if (locks()) locks()!.request(name, held).catch(resolve);
    else resolve();
  });
}

/** The page's side, once the worker holds it: calls `gone` when it does not any more. */
export function watchLifeline(name: string, gone: () => void): void {
  locks()
    ?.request(name, () => gone())
    .catch(() => undefined);
}
