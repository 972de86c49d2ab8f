import type { Page } from '@playwright/test';
import { figurePlaces } from '../../src/series/registry.mjs';
import { expect, test } from './fixtures';

const words = (page: Page, name: string) => page.locator('a.try', { hasText: name });

test('words set the figure that they speak of, bring it into view, and leave the reader there', async ({
  page,
}) => {
  await page.goto('/digits/');
  await words(page, '2 → 0').click();
  const figure = page.locator('#traversal');
  const start = figure.getByRole('group', { name: 'Start from' });
  await expect(start.getByRole('radio', { name: '2', exact: true })).toBeChecked();
  await expect(figure).toBeInViewport();
  await expect(figure).toBeFocused();
  await expect(figure.locator('.shell')).toHaveAttribute('data-phase', 'idle');
  expect(new URL(page.url()).search, 'the page was not left').toBe('');
  const said = `Figure ${figurePlaces().get('traversal')!.number} now shows digit 2.`;
  await expect(page.getByRole('status').filter({ hasText: said })).toHaveCount(1);
});

test('words about a figure of another part lead there, with its state', async ({ page }) => {
  await page.goto('/teaching/');
  await words(page, 'scramble the places').click();
  await expect(page).toHaveURL(/\/style\/\?figure=gram&places=all#gram$/);
  await expect(page.locator('#gram')).toBeInViewport();
});

test('every word that acts leads to a figure of the page it names', async ({ page }) => {
  for (const part of ['digits', 'style', 'why', 'teaching']) {
    await page.goto(`/${part}/`);
    const links = await page.locator('a.try').evaluateAll((all) =>
      all.map((link) => {
        const { href, dataset, textContent } = link as HTMLAnchorElement;
        return { href, figure: dataset['figure'], text: textContent };
      }),
    );
    expect(links.length, part).toBeGreaterThan(0);
    for (const { href, figure, text } of links) {
      const url = new URL(href);
      expect(url.hash).toBe(`#${figure}`);
      expect(url.searchParams.get('figure')).toBe(figure);
      expect(text).toMatch(/\(sets Figure \d\.\d\)$/);
    }
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('words that act are links to their figures', async ({ page }) => {
    await page.goto('/digits/');
    await words(page, '2 → 0').click();
    await expect(page).toHaveURL(/\?figure=traversal&digit=2#traversal$/);
    await expect(page.locator('#traversal')).toBeInViewport();
  });
});

test('on paper words that act are plain text', async ({ page }) => {
  await page.goto('/digits/');
  await page.emulateMedia({ media: 'print' });
  const link = words(page, '2 → 0');
  await expect(link).toHaveCSS('text-decoration-line', 'none');
  expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toBe('none');
});
