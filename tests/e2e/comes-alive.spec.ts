import { expect, test } from './fixtures';

declare global {
  interface Window {
    /** How many columns of the strip could be pressed when the task was over in which the figure came alive. */
    pressable: number | undefined;
  }
}

test('what can be pressed in a strip of pictures comes a task after its figure, over pictures that stay', async ({
  page,
}) => {
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      document.querySelector('.strip img')?.setAttribute('data-from', 'the HTML');
    });
    document.addEventListener(
      'astro:hydrate',
      () => {
        const look = () => (window.pressable = document.querySelectorAll('.strip button').length);
        // Steps of one task, many more than the figure takes to come alive.
        const step = (left: number) => (left > 0 ? queueMicrotask(() => step(left - 1)) : look());
        step(500);
      },
      true,
    );
  });
  await page.goto('/embed/traversal/');
  await expect(page.locator('.strip button')).toHaveCount(7);
  expect(await page.evaluate(() => window.pressable)).toBe(0);
  await expect(page.locator('.strip img[data-from]')).toHaveCount(1);
});
