import { manifests } from '../../src/components/figures/manifests.ts';
import { axe, expect, test } from './fixtures';

const widths = [320, 390, 820, 1440] as const;

test('the gallery lists every figure and shows it, and each leads to its own page', async ({ page }) => {
  await page.goto('/gallery/');
  const list = page.getByRole('navigation', { name: 'Figures' });
  for (const { name, title } of manifests) {
    const own = page.getByRole('heading', { name: title }).getByRole('link');
    await expect(own).toHaveAttribute('href', `/embed/${name}/`);
    await expect(list.getByRole('link', { name: title, exact: true })).toHaveAttribute('href', `#${name}`);
  }
  expect(await axe(page)).toEqual([]);
});

for (const { name, title } of manifests) {
  test.describe(`the figure ${name}`, () => {
    test('fits the screen from a small phone to a desk, and hinders nobody, light or dark', async ({
      page,
    }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.setViewportSize({ width: widths[0], height: 800 });
      await page.goto(`/embed/${name}/`);
      await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, `pixels too wide at ${width}`).toBeLessThanOrEqual(0);
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await axe(page), colorScheme).toEqual([]);
      }
    });

    test('lives inside a frame of another page, which is high enough and hears how high it should be', async ({
      page,
    }) => {
      const { html, width } = await (await page.request.get(`/embed/${name}/oembed.json`)).json();
      await page.goto('/404.html');
      await page.evaluate(() => {
        window.addEventListener('message', ({ data }) => {
          if (data.sentinel !== 'amp' || data.type !== 'embed-size') return;
          document.body.dataset['height'] = data.height;
        });
      });
      // This host allows no styles of its own.
      const code = html
        .replace(/src="https?:\/\/[^/]*/, 'src="')
        .replace('width="100%"', `width="${width}"`)
        .replace(/ style="[^"]*"/, '');
      await page.evaluate((code) => (document.body.innerHTML = code), code);
      const frame = page.frameLocator('iframe');
      await expect(frame.getByRole('heading', { name: title })).toBeVisible();
      await expect(frame.locator('astro-island[ssr]')).toHaveCount(0);
      await expect(page.locator('body')).toHaveAttribute('data-height', /^\d+$/);
      const room = Number(await page.locator('iframe').getAttribute('height'));
      const needed = () => page.locator('body').getAttribute('data-height').then(Number);
      await expect.poll(needed).toBeLessThanOrEqual(room);
      // A third more than what it needs would be a hole in the host's page.
      expect(await needed()).toBeGreaterThan((room * 2) / 3);
    });
  });
}
