/** Milliseconds without a movement after which a page counts as standing. */
const rest = 100;

/** Who is moved on without a pause, by a program that scrolls for them, gets their figures all the same. */
const longest = 2000;

let movedAt = -Infinity;
addEventListener('scroll', () => (movedAt = performance.now()), { capture: true, passive: true });

/** Resolves when the reader does not scroll: at once where they did not, or after two seconds at most. */
export async function standsStill(): Promise<void> {
  const asked = performance.now();
  for (;;) {
    const now = performance.now();
    const left = Math.min(movedAt + rest, asked + longest) - now;
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}
