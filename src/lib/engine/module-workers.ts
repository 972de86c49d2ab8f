/** What to do where experiments cannot run; the README states the same versions. */
export const newerBrowser =
  'Experiments need Chrome 100, Firefox 114, Safari 16.4 or a newer one; the text and the pictures need none of it.';

/** Whether workers here may be modules, as ours are: older browsers take the module for a script, and stop at once. */
export function hasModuleWorkers(): boolean {
  // Without a page, in tests, whoever has a worker made it.
  if (typeof Worker === 'undefined') return true;
  let asked = false;
  try {
    // No worker starts from this address. A browser that knows of modules has read the type before it notices.
    new Worker('http://[', {
      get type(): WorkerType {
        asked = true;
        return 'module';
      },
    });
  } catch {
    return asked;
  }
  return asked;
}
