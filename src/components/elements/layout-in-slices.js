// Lays a long page out in slices. At first the browser passes over what stands below the first screens
// (src/styles/article.css): a phone shows the page the sooner by that. When it has, the rest follows, a few blocks of the
// text in a task, so that the page follows the finger meanwhile; after a moment all of it is laid out, and heights,
// jumps and anchors are those of any page.
(() => {
  const page = document.documentElement;
  /** Milliseconds of layout in a task: with what a frame costs besides, less than the 50 at which a reader feels it. */
  const slice = 8;

  // Who comes to a place in the page, or back to one, comes to where it will stay; and unseen nothing is in a hurry.
  const [visit] = performance.getEntriesByType('navigation');
  if (location.hash || visit?.type !== 'navigate' || document.hidden) return;
  page.dataset.layout = 'in slices';

  const listening = new AbortController();
  const { signal } = listening;

  /** What asks for a place in the page asks for all that stands above it. */
  function atOnce() {
    delete page.dataset.layout;
    listening.abort();
  }
  for (const type of ['hashchange', 'beforeprint', 'visibilitychange'])
    addEventListener(type, atOnce, { signal });
  addEventListener('click', ({ target }) => target.closest?.('a[href*="#"]') && atOnce(), {
    capture: true,
    signal,
  });

  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  addEventListener('DOMContentLoaded', async () => {
    await nextFrame();
    const blocks = [...document.querySelectorAll('.prose > *')];
    while (blocks.length > 0 && page.dataset.layout) {
      const from = performance.now();
      while (blocks.length > 0 && performance.now() - from < slice) {
        const block = blocks.shift();
        block.dataset.laidOut = '';
        block.getBoundingClientRect();
      }
      await nextFrame();
    }
    listening.abort();
  });
})();
