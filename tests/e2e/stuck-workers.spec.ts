import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

/** Puts another program in the place of every worker's script. */
const workersAre = (page: Page, body: string) =>
  page.route('**/_astro/worker-*.js', (route) =>
    route.fulfill({ body, contentType: 'text/javascript', headers: isolated }),
  );
const isolated = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

test('Reset ends the painters that never answer, and they paint afterwards', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('classical');
  await workersAre(page, 'for (;;);');
  await figure.button('Run it').click();
  await expect.poll(() => page.workers().length).toBe(3);
  await figure.button('Reset').click();
  await figure.phase('idle');
  await expect.poll(() => page.workers().length).toBe(0);
  await page.unroute('**/_astro/worker-*.js');
  await figure.button('Run it').click();
  await figure.phase('done');
});

test('a link with a reach that no slider has is painted to its end', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('classical', 'reach=1.5');
  await figure.button('Run it').click();
  await figure.phase('done');
  await expect.poll(() => page.workers().length).toBe(0);
});
