// The first module of the engine's worker, and nothing but a door. WebKit runs a worker's first module once more when a
// part that comes later imports from it: there would be two engines then, each with half of what is known. From this
// module there is nothing to import.

const early: Event[] = [];
const keep = (event: Event) => void early.push(event);
addEventListener('message', keep);

import('./engine-program.ts').then(
  () => {
    removeEventListener('message', keep);
    // What came before there was anybody to hear it is said again.
    for (const event of early) dispatchEvent(event);
  },
  (error: unknown) => {
    // Out of the promise, so that the page hears of it.
    setTimeout(() => {
      throw error;
    });
  },
);
