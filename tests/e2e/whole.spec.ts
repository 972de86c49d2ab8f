import { figurePlaces, parts } from '../../src/series/registry.mjs';
import { expect, test } from './fixtures';

const places = [...figurePlaces()];

test('the page of all parts holds every figure once, with the number it has in its part', async ({
  page,
}) => {
  await page.goto('/whole/');
  const figures = page.locator('figure.figure');
  expect(await figures.evaluateAll((all) => all.map(({ id }) => id))).toEqual(places.map(([name]) => name));
  expect(await page.locator('.figure-number').allInnerTexts()).toEqual(
    places.map(([, { number }]) => `Figure ${number}`),
  );
});

for (const { name, outline } of parts().filter(({ outline: { figures } }) => figures.length > 0)) {
  test(`the part ${name} numbers its figures as the registry does`, async ({ page }) => {
    await page.goto(`/${name}/`);
    const numbers = new Map(places);
    expect(await page.locator('.figure-number').allInnerTexts()).toEqual(
      outline.figures.map((figure) => `Figure ${numbers.get(figure)!.number}`),
    );
  });
}

for (const path of ['whole', ...parts().map(({ name }) => name)]) {
  test(`every reference to a figure on /${path}/ leads to a figure of that number`, async ({ page }) => {
    await page.goto(`/${path}/`);
    const links = await page
      .locator('.figure-ref')
      .evaluateAll((all) =>
        (all as HTMLAnchorElement[]).map(({ href, textContent }) => ({ href, says: textContent })),
      );
    for (const { href, says } of links) {
      const url = new URL(href);
      if (url.pathname !== new URL(page.url()).pathname) await page.goto(url.pathname);
      await expect(page.locator(`${url.hash} .figure-number`)).toHaveText(
        says.replaceAll('\u00a0', ' ').trim(),
      );
    }
  });
}

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
