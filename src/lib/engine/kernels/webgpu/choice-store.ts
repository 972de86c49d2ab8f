import { backwardWays, forwardWays, weightsWays, type Ways } from './ways.ts';

/** The ways through a convolution, or none of our kernels at all, where they do not work. */
export type Choice = Ways | 'tfjs';

/** The name changes when kernels do; what was kept under older ones is deleted. */
export const choicesName = 'robust-kernels-v2';

/** Cache Storage, or nothing where there is none or it is refused. */
async function open(): Promise<Cache | undefined> {
  try {
    if (!('caches' in globalThis)) return undefined;
    for (const name of await caches.keys()) {
      if (name.startsWith('robust-kernels-') && name !== choicesName) await caches.delete(name);
    }
    return await caches.open(choicesName);
  } catch {
    return undefined;
  }
}

/** Stands for an address: nothing is ever asked for there. @param device what the adapter says of itself */
const addressOf = (device: string) => `https://kernels.invalid/${encodeURIComponent(device)}`;

/** What was chosen for a device before. Anything that is no choice counts as none. */
export async function keptChoice(device: string): Promise<Choice | undefined> {
  try {
    const kept = (await (await (await open())?.match(addressOf(device)))?.json()) as Partial<Ways> | 'tfjs';
    if (kept === 'tfjs') return kept;
    const forward = forwardWays.find((way) => way === kept?.forward);
    const backward = backwardWays.find((way) => way === kept?.backward);
    const weights = weightsWays.find((way) => way === kept?.weights);
    return forward && backward && weights && { forward, backward, weights };
  } catch {
    return undefined;
  }
}

/** Keeps a choice for the next visit; a full or forbidden cache costs it a measurement, nothing more. */
export async function keepChoice(device: string, choice: Choice): Promise<void> {
  const cache = await open();
  await cache?.put(addressOf(device), new Response(JSON.stringify(choice))).catch(() => undefined);
}
