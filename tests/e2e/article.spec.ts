import { axe, expect, test } from './fixtures.ts';

const themes = ['light', 'dark'] as const;
const widths = [320, 390, 820, 1440];

test.describe('the page', () => {
  test('numbers its figures in order, and every reference to a figure leads to it', async ({ page }) => {
    await page.goto('/');
    const labels = await page.locator('.figure-number').allInnerTexts();
    expect(labels).toEqual(labels.map((_, i) => `Figure ${i + 1}`));
    const wrong = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLAnchorElement>('.figure-ref')].filter((link) => {
          const label = document.querySelector(`${link.hash} .figure-number`)?.textContent;
          return link.textContent?.replace('\u00a0', ' ') !== label;
        }).length,
    );
    expect(wrong).toBe(0);
  });

  test('has a link in the contents for every section, and each leads to its heading', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/');
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
    await page.goto('/');
    const link = page.getByRole('navigation', { name: 'Contents' }).getByText('How often it works');
    await expect(link).toBeHidden();
    await page.getByText('Contents', { exact: true }).click();
    await expect(link).toBeVisible();
  });

  test('remembers the theme the reader chose', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/');
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

  for (const width of widths) {
    test(`does not scroll sideways at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/');
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBe(client);
    });
  }

  test('copies the BibTeX entry', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/');
    await page.getByRole('button', { name: 'Copy BibTeX' }).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^@misc\{\w+,/);
    expect(copied).toContain('title  = {{What Robust Networks See}}');
  });

  test('tells search engines and reference managers what it is', async ({ page }) => {
    await page.goto('/');
    const meta = (selector: string) => page.locator(selector).first().getAttribute('content');
    const title = 'What Robust Networks See';
    expect(await meta('meta[name="citation_title"]')).toBe(title);
    expect(await meta('meta[name="citation_author"]')).toBeTruthy();
    expect(await meta('meta[name="citation_publication_date"]')).toMatch(/^\d{4}\/\d\d\/\d\d$/);
    expect(await meta('meta[property="og:title"]')).toBe(title);
    expect(await meta('meta[name="twitter:card"]')).toBe('summary_large_image');
    const canonical = await page.locator('link[rel="canonical"]').getAttribute('href');
    expect(canonical).toMatch(/^https:\/\//);

    const image = new URL((await meta('meta[property="og:image"]')) ?? '');
    const response = await page.request.get(image.pathname);
    expect(response.headers()['content-type']).toBe('image/png');

    const jsonLd = JSON.parse(await page.locator('script[type="application/ld+json"]').innerText());
    expect(jsonLd['@type']).toBe('ScholarlyArticle');
    expect(jsonLd.citation).toHaveLength(await page.locator('.references > li').count());
  });

  test('lets the keyboard skip to the text', async ({ page }) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
  });

  test('quotes no number that is missing', async ({ page }) => {
    await page.goto('/');
    expect(await page.locator('main').innerText()).not.toMatch(/NaN|undefined|\[object/);
  });

  for (const theme of themes) {
    test(`has no accessibility violation in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto('/');
      expect(await axe(page)).toEqual([]);
    });

    test(`has no accessibility violation in an open card in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto('/');
      await page.locator('#cite-madry2017-1').hover();
      expect(await axe(page, '.hover-card')).toEqual([]);
    });
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('shows the whole article, and links where cards would be', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Where it fails, and why' })).toBeVisible();
    await expect(page.locator('.references > li').last()).toBeVisible();
    await expect(page.locator('#bibtex')).toBeVisible();
    await expect(page.locator('.js-only').first()).toBeHidden();
    await page.locator('#cite-madry2017-1').click();
    await expect(page).toHaveURL(/#bib-madry2017$/);
  });
});

test('a wrong address says so and leads back', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}404.html`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the article' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What Robust Networks See');
});
