import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

test.use({ allowConsole: [/Failed to load|request failed|blocked by CORS|404|sandbox|about:blank/i] });

const asleep = (page: Page) => page.locator('.figure-asleep');
const scripts = /_astro\/(Traversal|Shell|run\.svelte|client\.svelte)[^/]*\.js/;

for (const [what, fail] of [
  ['is not there any more', 'found'],
  ['cannot be reached', 'reached'],
] as const)
  test(`a figure whose script ${what} says so, has no dead controls, and comes alive when asked`, async ({
    page,
  }) => {
    await page.route(scripts, (route) =>
      fail === 'found' ? route.fulfill({ status: 404 }) : route.abort('internetdisconnected'),
    );
    await page.goto('/embed/traversal/?target=3');
    await expect(asleep(page)).toContainText('could not be loaded. Check the connection and try again.');
    await expect(page.getByRole('button', { name: 'Run it' })).toBeHidden();
    await asleep(page).getByRole('button', { name: 'Try again' }).click();
    await expect(asleep(page)).toContainText('reload it');
    await page.unroute(scripts);
    await asleep(page).getByRole('button', { name: 'Try again' }).click();
    const figure = new FigurePage(page);
    await figure.button('Step').click();
    await figure.phase('paused');
    await expect(asleep(page)).toHaveCount(0);
    expect(await figure.link()).toContain('target=3');
  });

test('controls are nobody’s before their figure is alive, and keep their room', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/_astro\/Traversal[^/]*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/embed/traversal/');
  const run = page.locator('.shell .bar button').first();
  await expect(run).toBeHidden();
  const before = await run.boundingBox();
  release();
  await expect(run).toBeVisible();
  expect(await run.boundingBox()).toEqual(before);
});

test('a script that does not come for long is said, and the figure comes alive when it does', async ({
  page,
}) => {
  await page.clock.install();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/_astro\/Traversal[^/]*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/embed/traversal/');
  await page.clock.runFor(21_000);
  await expect(asleep(page)).toContainText('has not come yet');
  release();
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  await expect(asleep(page)).toHaveCount(0);
});

test('a figure in a sandbox without an origin says what it needs', async ({ page, baseURL }) => {
  await page.goto('/404.html');
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    Object.assign(frame, { src, width: 900, height: 900 });
    document.body.replaceChildren(frame);
  }, `${baseURL}embed/traversal/`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.figure-asleep, .error').first()).toContainText('needs allow-same-origin', {
    timeout: 20_000,
  });
  await expect(frame.getByRole('link', { name: 'Open the figure alone' })).toBeVisible();
  await expect(frame.getByRole('button', { name: 'Run it' })).toBeHidden();
});
