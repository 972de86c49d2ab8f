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

/** The engine's workers, without the threads that they start as they compute. */
const engines = (page: Page) => page.workers().filter((worker) => /\/worker-[^/]*\.js/.test(worker.url()));

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

test.describe('an engine’s worker', () => {
  test.use({ allowConsole: [/Failed to load resource|404/] });

  const error = (figure: FigurePage) => figure.shell.locator('.error');

  test('whose script never comes is given up in a sentence, and the next run has a new one', async ({
    page,
  }) => {
    await page.clock.install();
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page.route('**/_astro/worker-*.js', () => new Promise(() => undefined));
    await figure.button('Run it').click();
    await expect(figure.shell.locator('.status')).toHaveText('Starting.');
    await page.clock.runFor(61_000);
    await expect(error(figure)).toHaveText(
      "The experiment's worker could not be loaded in 60 seconds. Press Restart to go on.",
    );
    await page.unroute('**/_astro/worker-*.js');
    await figure.button('Restart').click();
    await page.clock.resume();
    await figure.computed(3);
  });

  test('that never starts is ended by Reset, and Run works at once', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await workersAre(page, 'for (;;);');
    await figure.button('Run it').click();
    await expect.poll(() => page.workers().length).toBe(1);
    await figure.button('Reset').click();
    await expect.poll(() => page.workers().length).toBe(0);
    await page.unroute('**/_astro/worker-*.js');
    await figure.button('Run it').click();
    await figure.computed(3);
  });

  test('that closes itself is noticed, and Restart goes on with what was seen', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await figure.button('Run it').click();
    await figure.computed(5);
    await engines(page)[0]!.evaluate(() => self.close());
    await figure.phase('failed');
    await expect(error(figure)).toHaveText(
      "The experiment's worker ended by itself. Press Restart to go on.",
    );
    expect(await figure.count()).toBeGreaterThanOrEqual(5);
    await figure.button('Restart').click();
    await figure.phase('running');
    await expect.poll(() => engines(page).length).toBe(1);
  });

  test('whose WebAssembly is missing once computes with WebAssembly all the same', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    let asked = 0;
    await page.route('**/*.wasm', (route) =>
      asked++ === 0 ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await figure.button('Run it').click();
    await figure.computed(2);
    expect(asked).toBeGreaterThan(1);
    await expect(figure.shell.locator('.status')).toContainText('On WebAssembly');
  });

  test('whose WebAssembly is missing for longer says so, and Restart finds it', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
    await figure.button('Run it').click();
    await figure.phase('failed');
    await expect(error(figure)).toHaveText(
      /^Expected the WebAssembly program to be found, got the answer 404\. Tried 3 times\. Check the connection/,
    );
    await page.unroute('**/*.wasm');
    await figure.button('Restart').click();
    await figure.computed(2);
    await expect(figure.shell.locator('.status')).toContainText('On WebAssembly');
  });

  test('that cannot get a part of the program says so, and Restart gets it', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page.route('**/_astro/*.js', async (route) => {
      const response = await route.fetch();
      await ((await response.text()).includes('WasmBackendModule')
        ? route.fulfill({ status: 404 })
        : route.fulfill({ response }));
    });
    await figure.button('Run it').click();
    await figure.phase('failed');
    await expect(error(figure)).toHaveText(
      /^Expected the program that computes with \w+ to come, got no answer\./,
    );
    await page.unroute('**/_astro/*.js');
    await figure.button('Restart').click();
    await figure.computed(2);
  });
});

test('digits that never come are left by Reset, and Run gets them', async ({ page }) => {
  const figure = new FigurePage(page);
  await page.route('**/digits.bin', () => new Promise(() => undefined));
  await figure.open('traversal');
  await figure.button('Run it').click();
  await expect(figure.shell.locator('.status')).toHaveText('Starting.');
  await figure.button('Reset').click();
  await page.unroute('**/digits.bin');
  await figure.button('Run it').click();
  await figure.computed(2);
});

test('a graphics processor that never answers does not keep the figure from saying where it computes', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const requestAdapter = () => new Promise(() => undefined);
    Object.defineProperty(Navigator.prototype, 'gpu', {
      get: () => ({ requestAdapter }),
      configurable: true,
    });
  });
  await page.clock.install();
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await page.clock.runFor(20_000);
  await expect(figure.shell.locator('.status')).toHaveText(/^Computes on your (processor|GPU)/);
});

test('memory that cannot grow is said in a sentence, and does not keep a core busy for ever', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('style-transfer');
  await page.route('**/_astro/worker-*.js', async (route) => {
    const response = await route.fetch();
    const refuse = 'WebAssembly.Memory.prototype.grow = () => { throw new RangeError("no memory"); };';
    await route.fulfill({ response, body: refuse + (await response.text()) });
  });
  for (const button of ['Run it', 'Restart']) {
    await figure.button(button).click();
    await expect(figure.shell.locator('.error')).toHaveText(
      /^Expected about \d+ MB of memory for \d+ × \d+ pixels, got less from this browser\. Close other pages/,
    );
  }
  await expect.poll(() => page.workers().length).toBe(0);
});
