import { axe, expect, test } from './fixtures.ts';

const themes = ['light', 'dark'] as const;

test.describe('a part', () => {
  test('has a link in the contents for every section, and each leads to its heading', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/digits/');
    const contents = page.getByRole('navigation', { name: 'Contents' });
    const sections = await page.locator('.prose h2').evaluateAll((all) => all.map((h) => h.id));
    const links = await contents
      .getByRole('link')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links).toEqual(sections.map((id) => `#${id}`));
    await contents.getByRole('link', { name: 'What we see' }).click();
    await expect(page.locator('h2#what-we-see')).toBeInViewport();
    await expect(contents.locator('a[aria-current]')).toHaveText('What we see');
  });

  test('folds the contents out on a narrow screen', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/digits/');
    const link = page.getByRole('navigation', { name: 'Contents' }).getByText('How often it works');
    await expect(link).toBeHidden();
    await page.getByText('Contents', { exact: true }).click();
    await expect(link).toBeVisible();
  });

  test('remembers the theme the reader chose', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/digits/');
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const toggle = page.getByRole('button', { name: 'Dark theme' });
    const light = await paper();
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    await toggle.click();
    await expect(toggle).toHaveAttribute('aria-pressed', 'true');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
    await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  });

  test('lets the keyboard skip to the text', async ({ page }) => {
    await page.goto('/digits/');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
  });

  for (const theme of themes) {
    test(`has no accessibility violation in an open card in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto('/digits/');
      await page.locator('#cite-madry2017-1').hover();
      expect(await axe(page, '.hover-card')).toEqual([]);
    });
  }
});

test('a wrong address says so and leads back', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}404.html`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the article' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What Robust Networks See');
});
