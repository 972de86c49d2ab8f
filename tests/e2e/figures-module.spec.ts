import { expect, test } from './fixtures';

/** A page of no origin, with none of the headers that a figure likes to have, as a local file of slides is. */
const host = '<!doctype html><title>A lecture</title><main style="width: 700px"></main>';

test.beforeEach(async ({ page }) => {
  await page.setContent(host);
});

test('one module puts a figure into a page of another origin, set and as high as it is', async ({
  page,
  baseURL,
}) => {
  await page.evaluate(async (address) => {
    const { show } = await import(address);
    show(document.querySelector('main'), { figure: 'overlap', state: 'kernel=5', theme: 'dark' });
  }, `${baseURL}figures.mjs`);
  const frame = page.locator('iframe');
  const inside = page.frameLocator('iframe');
  await expect(inside.getByRole('slider', { name: 'Kernel' })).toHaveValue('5');
  await expect(inside.locator('html')).toHaveAttribute('data-theme', 'dark');
  const scrolls = () => inside.locator('html').evaluate((root) => root.scrollHeight - root.clientHeight);
  await expect.poll(scrolls).toBe(0);
  await page.locator('main').evaluate((main) => (main.style.width = '360px'));
  await expect.poll(scrolls).toBe(0);
  const narrow = (await frame.boundingBox())!.height;
  await page.locator('main').evaluate((main) => (main.style.width = '700px'));
  await expect.poll(async () => (await frame.boundingBox())!.height).toBeLessThan(narrow);
});

test('a figure in such a page computes', async ({ page, baseURL }) => {
  await page.evaluate(async (address) => {
    const { show } = await import(address);
    show(document.querySelector('main'), { figure: 'traversal', state: { backend: 'wasm' } });
  }, `${baseURL}figures.mjs`);
  const shell = page.frameLocator('iframe').locator('.shell');
  await shell.getByRole('button', { name: 'Run it' }).click();
  await expect.poll(async () => Number(await shell.getAttribute('data-count'))).toBeGreaterThan(2);
});

test('a notebook’s widget shows a figure, changes it with the model, and takes it away', async ({
  page,
  baseURL,
}) => {
  await page.evaluate(async (address) => {
    const { default: widget } = await import(address);
    const values: Record<string, string> = { figure: 'overlap' };
    const heard: Record<string, () => void> = {};
    const model = {
      get: (key: string) => values[key],
      on: (event: string, act: () => void) => (heard[event] = act),
      off: (event: string) => delete heard[event],
    };
    const away = widget.render({ model, el: document.querySelector('main') });
    Object.assign(window, {
      change: (figure: string) => {
        values['figure'] = figure;
        heard['change:figure']!();
      },
      away: () => (away(), Object.keys(heard).length),
    });
  }, `${baseURL}figures.mjs`);
  const frame = page.locator('iframe');
  await expect(frame).toHaveAttribute('title', 'Where the grid comes from');
  await page.evaluate('change("success")');
  await expect(frame).toHaveCount(1);
  await expect(frame).toHaveAttribute('src', /embed\/success\//);
  expect(await page.evaluate('away()')).toBe(0);
  await expect(frame).toHaveCount(0);
});

test('a copy that a book keeps under a name of its own asks the site for its figures, or the site that it is told', async ({
  page,
  baseURL,
}) => {
  const asked = await page.evaluate(async (address) => {
    const text = await (await fetch(address)).text();
    const { show } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    const away = document.createElement('div'); // where nothing is loaded
    for (const site of [undefined, 'https://figures.example/robust/'])
      show(away, { figure: 'overlap', ...(site && { site }) });
    return [...away.querySelectorAll('iframe')].map(({ src }) => src);
  }, `${baseURL}figures.mjs`);
  const home = await (await page.request.get('/embed/overlap/')).text();
  const [, canonical] = /rel="canonical" href="([^"]*)"/.exec(home)!;
  expect(asked).toEqual([canonical, 'https://figures.example/robust/embed/overlap/']);
});

test('a name that no figure has is said, with those that there are', async ({ page, baseURL }) => {
  const said = await page.evaluate(async (address) => {
    const { show } = await import(address);
    try {
      show(document.querySelector('main'), { figure: 'nothing' });
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  }, `${baseURL}figures.mjs`);
  expect(said).toMatch(/^Expected a figure of .*traversal.*, got “nothing”/);
});
