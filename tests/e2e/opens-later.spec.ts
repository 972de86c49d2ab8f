import type { Page } from '@playwright/test';
import { figureNames } from '../../src/components/figures/manifests.ts';
import { collectFiles, expect, test } from './fixtures';
import { FigurePage } from './figure-page';

/** Svelte's scope classes; its name for a policy of trusted types is none. */
const scopes = /svelte-(?!trusted)[a-z\d]{5,8}\b/g;

/** Scope classes of elements in the page that no rule of its stylesheets mentions. */
const withoutStyles = (page: Page) =>
  page.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    );
    const css = rules.join('\n');
    const classes = [...document.querySelectorAll('[class*="svelte-"]')].flatMap((element) =>
      [...element.classList].filter((name) => name.startsWith('svelte-')),
    );
    return [...new Set(classes)].filter((name) => !css.includes(`.${name}`));
  });

/** Opens whatever can be opened, and goes on until nothing closed is left. */
async function openAll(page: Page): Promise<number> {
  const closed = page.locator('summary:visible, [aria-expanded="false"]:visible');
  const tried = new Set<string>();
  for (;;) {
    const next = await closed.evaluateAll(
      (elements, seen) => {
        const index = elements.findIndex((element, i) => {
          const parent = element.parentElement;
          const isOpen = parent instanceof HTMLDetailsElement && parent.open;
          return !isOpen && !seen.includes(`${i}${element.textContent}`);
        });
        return { index, key: `${index}${elements[index]?.textContent}` };
      },
      [...tried],
    );
    if (next.index < 0) return tried.size;
    tried.add(next.key);
    await closed.nth(next.index).click();
  }
}

for (const name of figureNames) {
  test(`whatever opens later in the figure ${name} opens with its styles`, async ({ page, context }) => {
    await context.grantPermissions(['camera', 'clipboard-read', 'clipboard-write']);
    // A camera that shows a grey card.
    await page.addInitScript(() => {
      const card = () => {
        const canvas = document.createElement('canvas');
        const paint = canvas.getContext('2d')!;
        setInterval(() => paint.fillRect(0, 0, 300, 150), 50);
        return Promise.resolve(canvas.captureStream());
      };
      navigator.mediaDevices.getUserMedia = card;
    });
    const collected = collectFiles(page);
    const figure = new FigurePage(page);
    await figure.open(name);
    const opened = await openAll(page);
    if ((await figure.shell.count()) > 0) expect(opened, 'Share, at least').toBeGreaterThan(0);
    if ((await page.getByRole('button', { name: 'Camera' }).count()) > 0)
      await expect(page.locator('video').first()).toBeVisible();
    expect(await withoutStyles(page)).toEqual([]);

    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `pixels too wide at ${width}, all open`).toBeLessThanOrEqual(0);
    }

    // What no press above reaches: a message, a reading, what only a run brings.
    const files = await collected();
    const [scripts, styles] = [/\.js$/, /\.css$/].map((ending) =>
      files
        .filter(({ path }) => ending.test(path))
        .map(({ body }) => body.toString())
        .join('\n'),
    );
    const used = new Set(scripts!.match(scopes));
    expect(used.size).toBeGreaterThan(0);
    expect([...used].filter((scope) => !styles!.includes(`.${scope}`))).toEqual([]);
  });
}
