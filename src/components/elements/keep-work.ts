import { forgetPart, keepPart } from '../../lib/offline/keep.ts';
import { listOf } from '../../lib/offline/kept-site.ts';
import { megabytes } from '../figures/shell/words.ts';
import { siteFolder as folder } from './service-worker.ts';

interface Task {
  /** The build that the page is of. */
  build: string;
  /** Of the part. */
  name: string;
  bytes: number;
}

/** Milliseconds: for the service worker to be there, and for one of another build to give way. */
const patience = 20_000;

/** The build of the service worker that answers for the site now. */
function activeBuild({ active }: ServiceWorkerRegistration): Promise<string | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(String(data));
    setTimeout(() => resolve(undefined), 2000);
    active?.postMessage({ asks: 'build' }, [port2]);
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the service worker is of the same build as the page. @throws Error with a sentence if it does not come */
async function sameBuild(build: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + patience;
  const ready = await Promise.race([navigator.serviceWorker.ready, pause(patience)]);
  if (!(ready instanceof ServiceWorkerRegistration))
    throw new Error('This browser did not start what keeps pages. Reload the page and try again.');
  while ((await activeBuild(ready)) !== build) {
    signal.throwIfAborted();
    if (performance.now() > until)
      throw new Error('The site has changed since this page was opened: reload it, then keep the part.');
    await ready.update().catch(() => undefined);
    await pause(500);
  }
}

/** Bytes that this site may still store, as far as the browser says. */
async function room(): Promise<number | undefined> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
}

async function noRoom({ bytes }: Task): Promise<Error> {
  const left = await room();
  // Some browsers tell every site the same, which may be far more than there is.
  const has =
    left !== undefined && left < bytes ? `, and there are ${megabytes(left)} left for this site` : '';
  return new Error(
    `There is no room for it: it takes ${megabytes(bytes)}${has}. Delete another part, or make room on the device, and try again.`,
  );
}

/**
 * Keeps a part.
 * @throws Error with a sentence for the reader; the signal's reason when cancelled
 */
export async function keep(
  task: Task,
  { signal, onShare }: { signal: AbortSignal; onShare: (share: number) => void },
): Promise<void> {
  await sameBuild(task.build, signal);
  // What was asked for should not go when the device runs short. A browser may ask the reader, who need not answer.
  void navigator.storage?.persist?.().catch(() => undefined);
  const list = await listOf(task.build, folder);
  let done = 0;
  const onBytes = (gained: number) => onShare((done += gained) / task.bytes);
  try {
    await keepPart(list, task.name, { folder, signal, onBytes });
  } catch (error) {
    signal.throwIfAborted();
    if ((error as Error).name === 'QuotaExceededError') throw await noRoom(task);
    throw new Error(
      `${(error as Error).message} Nothing of it was kept: check the connection and try again.`,
      {
        cause: error,
      },
    );
  }
}

/** Deletes what is kept of a part. @throws Error with a sentence for the reader */
export async function forget({ build, name }: Task): Promise<void> {
  await forgetPart(await listOf(build, folder), name, folder);
}
