import { readFile } from 'node:fs/promises';
import { collectFiles, expect, test, type LoadedFile } from './fixtures';

/** Two thirds of it are the text and the figures as finished pictures, which have to be there without JavaScript. */
const budget = 100_000;

/** A word of TF.js's own that survives minification: the URL parameter that its flags come from. */
const wordOfTensorFlow = 'tfjsflags';

test.describe('The first load, before any figure is near,', () => {
  let files: LoadedFile[];

  test.beforeEach(async ({ page }) => {
    const collected = collectFiles(page);
    await page.goto('/', { waitUntil: 'networkidle' });
    // Whatever was going to be fetched when the browser had nothing better to do.
    await page.waitForTimeout(1000);
    files = await collected();
  });

  test(`takes at most ${budget / 1000} kB of HTML, CSS and JavaScript, gzipped`, () => {
    const counted = files.filter(({ path, type }) => type === 'document' || /\.(html|css|m?js)$/.test(path));
    const table = counted.map(({ path, gzip }) => `${gzip} ${path}`).join('\n');
    expect(counted.some(({ type }) => type === 'document')).toBe(true);
    expect(
      counted.reduce((sum, { gzip }) => sum + gzip, 0),
      `bytes gzipped:\n${table}`,
    ).toBeLessThanOrEqual(budget);
  });

  test('downloads no weights', () => {
    expect(files.map(({ path }) => path).filter((path) => path.includes('/weights/'))).toEqual([]);
  });

  test('downloads no TF.js', () => {
    const withTensorFlow = files
      .filter(({ body }) => body.includes(wordOfTensorFlow))
      .map(({ path }) => path);
    expect(withTensorFlow).toEqual([]);
    expect(files.map(({ path }) => path).filter((path) => path.endsWith('.wasm'))).toEqual([]);
  });
});

test('The word by which the budget recognises TF.js is in TF.js', async () => {
  const source = await readFile('node_modules/@tensorflow/tfjs-core/dist/environment.js', 'utf8');
  expect(source).toContain(wordOfTensorFlow);
});
