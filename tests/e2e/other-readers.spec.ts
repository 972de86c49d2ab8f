import { figureNames } from '../../src/components/figures/manifests.ts';
import { parts } from '../../src/series/registry.mjs';
import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';
import { places, sameInForcedColours, tooSmall } from './reader-checks';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

for (const name of figureNames) {
  test(`the figure ${name} is made for fingers, for forced colours and for pages written from right to left`, async ({
    page,
  }) => {
    const figure = new FigurePage(page);
    await figure.open(name);
    if ((await figure.shell.count()) > 0) await figure.more();
    expect.soft(await tooSmall(page, 44, '[role="grid"], table')).toEqual([]);
    expect.soft(await tooSmall(page, 24)).toEqual([]);
    expect.soft(await sameInForcedColours(page)).toEqual([]);

    const before = await places(page);
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    expect.soft(await places(page)).toEqual(before);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
}

test('without JavaScript nothing is offered that cannot work', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  for (const path of [
    '/',
    ...parts().map(({ name }) => `/${name}/`),
    ...figureNames.map((name) => `/embed/${name}/`),
  ]) {
    // Without scripts the text is there before its stylesheet, and a browser shows neither till then.
    await page.goto(path);
    const dead = page
      .locator('button, input, select, [role=slider], [role=application]')
      .filter({ visible: true });
    expect(await dead.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120))), path).toEqual([]);
  }
  await context.close();
});

for (const path of ['/', ...parts().map(({ name }) => `/${name}/`)]) {
  test(`${path} fits a screen that is read from right to left, and its formulas and films keep their order`, async ({
    page,
  }) => {
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    const order = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('math, .films .strip')].map((one) =>
          [...one.querySelectorAll('mi, mn, mo, img')]
            .map((part) => part.getBoundingClientRect().left)
            .map((left, i, all) => Math.sign(left - (all[i - 1] ?? left)))
            .join(),
        ),
      );
    const before = await order();
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    expect(await order()).toEqual(before);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
}
