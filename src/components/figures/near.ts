import type { ClientDirective } from 'astro';
import { newTask } from './shell/new-task.ts';
import { standsStill } from './stands-still.ts';

/**
 * `client:near`: the figure's program is fetched when the reader is about to see it. What comes of it runs in one task,
 * and the figure comes alive in the next, each figure in one of its own, and none under a finger that moves the page.
 */
const near: ClientDirective = (load, _options, island) => {
  async function wake() {
    const hydrate = await load();
    await newTask();
    await standsStill();
    await hydrate();
  }

  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void wake();
    },
    { rootMargin: '200px' },
  );
  // The island itself has no box that could be in view.
  for (const child of island.children) observer.observe(child);
};

export default near;
