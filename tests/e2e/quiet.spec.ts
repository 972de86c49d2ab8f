// Watches the watchman: what every other test relies on to notice an error must notice it.
import { expect, test } from './fixtures';

test.beforeEach(({ page }) => page.goto('/'));

test.describe('A test fails by itself when', () => {
  test.beforeEach(({}, { title }) => test.fail(true, title));

  test('the page writes an error to the console', async ({ page }) => {
    await page.evaluate(() => console.error('oh'));
  });

  test('the page throws', async ({ page }) => {
    const thrown = page.waitForEvent('pageerror');
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('ah');
      });
    });
    await thrown;
  });

  test('a file is missing', async ({ page }) => {
    await page.evaluate(() => fetch('/no-such-file.bin').then(() => undefined));
  });

  test('the page asks a third party for something', async ({ page }) => {
    await page.evaluate(() =>
      fetch('https://example.org/')
        .catch(() => undefined)
        .then(() => undefined),
    );
  });

  test('a worker throws', async ({ page }) => {
    const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
    await page.route('**/throws.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', headers, body: "throw new Error('ah')" }),
    );
    const thrown = page.context().waitForEvent('weberror');
    await page.evaluate(() => void new Worker('/throws.js'));
    await thrown;
  });
});

test.describe('A test may expect an error', () => {
  test.use({ allowConsole: [/no-such-file\.bin/] });

  test('and is not failed by it', async ({ page }) => {
    await page.evaluate(() => fetch('/no-such-file.bin').then(() => undefined));
  });
});

test('A request that the page itself cancels is no failure', async ({ page }) => {
  const name = await page.evaluate(async () => {
    const stop = new AbortController();
    const answer = fetch(location.href, { cache: 'no-store', signal: stop.signal });
    stop.abort();
    return answer.then(
      () => 'answered',
      (error: Error) => error.name,
    );
  });
  expect(name).toBe('AbortError');
});
