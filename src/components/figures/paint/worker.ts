import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import { startPainting, type Painting } from '../../../lib/painter/index.ts';
import type { Order, Report } from './orders.ts';

/** Milliseconds of painting between two looks at the mail. */
const spell = 12;
/** Milliseconds between two pictures of a painting that is watched, and between two words about its progress. */
const interval = 60;

let latest: Order | undefined;
let busy = false;

self.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  latest = data;
  if (!busy) void work();
});

/** Paints what was ordered last, until nothing newer has come in. */
async function work(): Promise<void> {
  busy = true;
  for (let order = latest; order; order = latest) {
    for (const [i, size] of order.sizes.entries()) {
      const painting = startPainting(order.hand, { ...order.options, size });
      const last = i === order.sizes.length - 1;
      if (await finish(painting, order, last)) report(order, last ? 1 : 0, painting);
      else break;
    }
    if (latest === order) latest = undefined;
  }
  busy = false;
}

/**
 * Paints to the end, unless a newer order comes in. A quick picture is finished in any case: otherwise a slider that
 * keeps moving would never show one.
 */
async function finish(painting: Painting, order: Order, real: boolean): Promise<boolean> {
  let told = performance.now();
  let pause = told + spell;
  while (painting.next()) {
    const now = performance.now();
    if (!real || now < pause) continue;
    if (now > told + interval) {
      report(order, painting.done, order.watched ? painting : undefined);
      told = now;
    }
    await mail();
    if (latest !== order) return false;
    pause = performance.now() + spell;
  }
  return true;
}

function report(order: Order, done: number, painting?: Painting): void {
  const picture = painting?.picture();
  const message: Report = { id: order.id, done };
  if (picture) message.picture = { size: picture.width, rgba: rgbaOf(picture) };
  self.postMessage(message, picture ? [message.picture!.rgba.buffer] : []);
}

/** Lets messages in. */
const mail = () => new Promise((resolve) => setTimeout(resolve));
