import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

const shard = '**/weights/mnist-cnn-robust/*.bin';

test.describe('when the weights', () => {
  test.use({ allowConsole: [/404|Failed to load resource/] });

  test('are missing, the figure says which and restarts on one click', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page.route('**/weights/mnist-cnn-robust/card.json', (route) => route.fulfill({ status: 404 }));
    await figure.button('Run it').click();
    await figure.phase('failed');
    await expect(figure.shell.getByRole('alert')).toHaveText(
      /Expected the card of mnist-cnn-robust to be found, got the answer 404\. Check the connection/,
    );
    await page.unroute('**/weights/mnist-cnn-robust/card.json');
    await figure.button('Restart').click();
    await figure.computed(3);
    await expect(figure.shell.getByRole('alert')).toHaveCount(0);
  });

  test('are cut short, it says how many bytes came', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page.route(shard, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.body()).subarray(0, 1000) });
    });
    await figure.button('Run it').click();
    await figure.phase('failed');
    await expect(figure.shell.getByRole('alert')).toHaveText(/to have \d+ bytes, got 1000\. Tried 3 times\./);
  });

  test('are corrupt, they are refused', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page.route(shard, async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      body[12345]! ^= 1;
      await route.fulfill({ response, body });
    });
    await figure.button('Run it').click();
    await figure.phase('failed');
    await expect(figure.shell.getByRole('alert')).toHaveText(/to have the SHA-256 [0-9a-f]{12}…, got/);
  });

  test('are slow, the bytes are counted and the reader can leave', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(shard, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await figure.button('Run it').click();
    await expect(figure.shell.locator('.status')).toHaveText(/Downloading \d\.\d of \d\.\d MB\./);
    await expect(figure.shell.getByRole('progressbar')).toBeVisible();
    await figure.button('Reset').click();
    await figure.phase('idle');
    release();
    await figure.button('Run it').click();
    await figure.computed(2);
  });
});

test('a second visit downloads nothing', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await figure.button('Step').click();
  await figure.phase('paused');
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('.bin') && asked.push(request.url()));
  await figure.open('traversal', 'target=3');
  await figure.button('Step').click();
  await figure.phase('paused');
  expect(asked.filter((url) => url.includes('/weights/'))).toEqual([]);
});

test('?backend=cpu computes in plain JavaScript, to the same frames but for rounding', async ({ page }) => {
  const figure = new FigurePage(page);
  await page.goto('/embed/traversal/?backend=cpu');
  await expect(figure.shell.locator('.status')).toContainText('JavaScript');
  await figure.button('Step').click();
  await figure.phase('paused');
  await expect(figure.shell.locator('.view').first().locator('[data-reads]')).toHaveAttribute(
    'data-reads',
    '5',
  );
});
