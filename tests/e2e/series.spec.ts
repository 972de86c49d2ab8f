import { parts } from '../../src/series/registry.mjs';
import { axe, expect, laidOut, test } from './fixtures';

const widths = [320, 390, 820, 1440];
const all = parts();
const pages = ['', ...all.map(({ name }) => `${name}/`), 'whole/'];

for (const path of pages) {
  test(`/${path} does not scroll sideways, from a small phone to a desk, and hinders nobody, in light and in dark`, async ({
    page,
  }) => {
    test.slow(path === 'whole/', 'it holds all parts');
    await page.goto(`/${path}`);
    await laidOut(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(over, `pixels too wide at ${width}`).toBeLessThanOrEqual(0);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Each figure is looked at on the page where it stands alone.
      expect.soft(await axe(page, 'body', '.figure-controls'), colorScheme).toEqual([]);
    }
  });

  test(`/${path} says what it is, to search engines too, misses no number and leads to every place`, async ({
    page,
  }) => {
    await page.goto(`/${path}`);
    const part = all.find(({ name }) => path === `${name}/`);

    await test.step('it quotes no number that is missing', async () => {
      expect.soft(await page.locator('main').innerText()).not.toMatch(/NaN|undefined|\[object/);
    });

    await test.step('it says which part of what it is', async () => {
      const canonical = await page.locator('link[rel="canonical"]').getAttribute('href');
      expect.soft(new URL(canonical!).pathname).toBe(`/${path}`);
      const image = new URL((await page.locator('meta[property="og:image"]').getAttribute('content'))!);
      expect.soft((await page.request.get(image.pathname)).headers()['content-type']).toBe('image/png');

      const data = JSON.parse(await page.locator('script[type="application/ld+json"]').innerText());
      const title = await page.locator('meta[name="citation_title"]').getAttribute('content');
      expect.soft(data).toMatchObject({ '@type': 'ScholarlyArticle', headline: title });
      expect.soft(await page.locator('meta[name="citation_author"]').count()).toBeGreaterThan(0);
      expect
        .soft(await page.locator('meta[name="citation_publication_date"]').getAttribute('content'))
        .toMatch(/^\d{4}\/\d\d\/\d\d$/);
      const references = await page.locator('.references > li').count();
      expect.soft(data.citation ?? []).toHaveLength(references);
      expect.soft(await page.locator('meta[name="citation_reference"]').count()).toBe(references);
      if (part) {
        const of = { headline: part.title, isPartOf: { name: 'What Robust Networks See' } };
        expect.soft(data).toMatchObject(of);
      } else expect.soft(data.hasPart).toHaveLength(all.length);
    });

    await test.step('it leads to every part', async () => {
      const links = page.getByRole('navigation', { name: 'Parts', exact: true }).getByRole('link');
      expect
        .soft(await links.evaluateAll((some) => some.map((link) => link.getAttribute('href'))))
        .toEqual(all.map(({ name }) => `/${name}/`));
      await expect.soft(page.locator('.series [aria-current="page"]')).toHaveCount(part ? 1 : 0);
    });

    await test.step('it has no link to a place that is not there', async () => {
      const lost = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
          .filter(({ hash }) => !document.getElementById(decodeURIComponent(hash.slice(1))))
          .map((link) => link.outerHTML),
      );
      expect.soft(lost).toEqual([]);
    });
  });
}

test('the sitemap has the cover, every part and the page of all parts', async ({ page }) => {
  await page.goto('/');
  const index = await page.locator('link[rel="sitemap"]').getAttribute('href');
  const first = /<loc>([^<]+)/.exec(await (await page.request.get(index!)).text())![1]!;
  const list = await (await page.request.get(new URL(first).pathname)).text();
  const found = [...list.matchAll(/<loc>([^<]+)/g)].map(([, url]) => new URL(url!).pathname);
  expect(found.toSorted()).toEqual(pages.map((path) => `/${path}`).toSorted());
});

test('previous and next lead through the parts, forth and back', async ({ page }) => {
  await page.goto(`/${all[0]!.name}/`);
  for (const { name } of all.slice(1)) {
    await page.getByRole('link', { name: /^Next/ }).click();
    await expect(page).toHaveURL(`/${name}/`);
  }
  await expect(page.getByRole('link', { name: /^Next/ })).toHaveCount(0);
  for (const { name } of all.slice(0, -1).toReversed()) {
    await page.getByRole('link', { name: /^Previous/ }).click();
    await expect(page).toHaveURL(`/${name}/`);
  }
  await expect(page.getByRole('link', { name: /^Previous/ })).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const { name, title, outline } of all) {
    test(`the part ${name} reads from beginning to end`, async ({ page }) => {
      await page.goto(`/${name}/`);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      for (const id of outline.headings) await expect(page.locator(`[id="${id}"]`)).toBeVisible();
      for (const id of outline.figures) await expect(page.locator(`[id="${id}"] > figcaption`)).toBeVisible();
      for (const key of outline.cited) await expect(page.locator(`[id="bib-${key}"]`)).toBeVisible();
      for (const useless of await page.locator('.js-only').all()) await expect(useless).toBeHidden();
    });
  }

  test('a citation leads to the list, where its card would be', async ({ page }) => {
    await page.goto('/digits/');
    await page.locator('#cite-madry2017-1').click();
    await expect(page).toHaveURL(/#bib-madry2017$/);
  });

  test('the cover has the parts and how to cite', async ({ page }) => {
    await page.goto('/');
    for (const { title } of all) await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.locator('#bibtex')).toBeVisible();
  });
});

test('the cover copies the BibTeX entry', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await page.getByRole('button', { name: 'Copy BibTeX' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^@misc\{\w+,/);
  expect(copied).toContain('title   = {{What Robust Networks See}}');
});
