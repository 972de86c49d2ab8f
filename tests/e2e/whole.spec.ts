import { figurePlaces, parts } from '../../src/series/registry.mjs';
import { expect, test } from './fixtures';

const places = [...figurePlaces()];

test('the page of all parts holds every figure once, with the number it has in its part', async ({
  page,
}) => {
  await page.goto('/whole/');
  const figures = page.locator('figure.figure');
  expect(await figures.evaluateAll((all) => all.map(({ id }) => id))).toEqual(places.map(([name]) => name));
  await expect(page.locator('.figure-number')).toHaveText(places.map(([, { number }]) => `Figure ${number}`));
});

test('every part numbers its figures as the registry does, and each reference to a figure leads to that number', async ({
  page,
}) => {
  const paths = ['/whole/', ...parts().map(({ name }) => `/${name}/`)];
  await page.goto('/404.html');
  // The pages as the server sends them: none has to start its figures for this.
  const found = await page.evaluate(async (paths) => {
    const parser = new DOMParser();
    const documents = new Map<string, Document>();
    for (const path of paths)
      documents.set(path, parser.parseFromString(await (await fetch(path)).text(), 'text/html'));
    const words = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, ' ').trim();
    return [...documents].map(([path, page]) => ({
      path,
      numbers: [...page.querySelectorAll('.figure-number')].map(words),
      references: [...page.querySelectorAll('.figure-ref')].map((link) => {
        const { pathname, hash } = new URL(link.getAttribute('href')!, new URL(path, location.href));
        const target = documents.get(pathname)?.getElementById(hash.slice(1));
        return { says: words(link), leadsTo: words(target?.querySelector('.figure-number')) };
      }),
    }));
  }, paths);

  const numbers = new Map(places);
  for (const { name, outline } of parts())
    expect
      .soft(found.find(({ path }) => path === `/${name}/`)!.numbers, name)
      .toEqual(outline.figures.map((figure) => `Figure ${numbers.get(figure)!.number}`));
  for (const { path, references } of found)
    for (const { says, leadsTo } of references) expect.soft(leadsTo, path).toBe(says);
  expect(found.flatMap(({ references }) => references).length).toBeGreaterThan(places.length);
});

test('the page of all parts has the headings of every part, each under its part', async ({ page }) => {
  await page.goto('/whole/');
  const ids = await page.locator('.prose :is(h2, h3, h4)').evaluateAll((all) => all.map(({ id }) => id));
  const expected = parts()
    .filter(({ whole }) => whole !== false)
    .flatMap(({ name, outline }) => [
      `part-${name}`,
      ...outline.headings.filter((id) => !/^(footnotes|references)$/.test(id)),
    ]);
  expect(ids).toEqual([...expected, 'footnotes', 'references']);
});
