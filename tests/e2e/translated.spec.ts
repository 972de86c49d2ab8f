import type { Page } from '@playwright/test';
import { figureNames } from '../../src/components/figures/manifests.ts';
import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

/** Does to the page what the translators of browsers do: the words of each text stand in a <font>, also of those to come. */
const translate = (page: Page, how: 'replaced' | 'wrapped') =>
  page.addInitScript((how) => {
    const letters = /[a-z]/;
    const translateAll = () => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walk.nextNode()) {
        const text = walk.currentNode as Text;
        if (letters.test(text.data) && !text.parentElement!.closest('font, script, style, textarea'))
          texts.push(text);
      }
      for (const text of texts) {
        const font = document.createElement('font');
        const inner = font.appendChild(document.createElement('font'));
        inner.textContent = text.data.toUpperCase();
        if (how === 'replaced') text.parentNode!.replaceChild(font, text);
        else {
          text.before(font);
          text.data = inner.textContent;
          inner.replaceChildren(text);
        }
      }
    };
    addEventListener('DOMContentLoaded', () => {
      translateAll();
      setInterval(translateAll, 50);
    });
  }, how);

for (const how of ['replaced', 'wrapped'] as const) {
  test(`a figure whose texts a translator has ${how} says what is, and not what was`, async ({ page }) => {
    await translate(page, how);
    const figure = new FigurePage(page);
    // The page is translated before the figure comes alive, too.
    await page.route(/_astro\/ClassFromNoise[^/]*\.js/, async (route) => {
      await page.waitForTimeout(300);
      await route.continue();
    });
    await figure.open('class-from-noise');
    const main = figure.shell.locator('.bar button.main');
    const status = figure.shell.locator('.status');
    await expect(main).toHaveText('RUN IT');
    await figure.button('STEP').click();
    await figure.phase('paused');
    await expect(main).toHaveText('GO ON');
    await expect(status).toHaveText(/^PAUSED/);
    await figure.button('RESET').click();
    await expect(main).toHaveText('RUN IT');
    await expect(status).not.toHaveText(/PAUSED/);
  });
}

test('every figure comes alive and opens all that it has in a page that is translated', async ({ page }) => {
  test.slow();
  await translate(page, 'replaced');
  const figure = new FigurePage(page);
  for (const name of figureNames) {
    await figure.open(name);
    const summaries = figure.shell.locator('details.more > summary');
    for (let i = 0; i < (await summaries.count()); i++) await summaries.nth(i).click();
  }
});
