import { readFile } from 'node:fs/promises';
import { parts } from '../../src/series/registry.mjs';
import { collectFiles, expect, test, type LoadedFile } from './fixtures';

/** The text, and every figure as a finished picture: what has to be there without JavaScript. */
const budget = 90_000;

/** In the gallery that is every figure there is. */
const galleryBudget = 115_000;

/** The families of the text and of the interface, upright and italic, and two cuts for formulas, as src/plugins/subset-fonts.mjs cuts them. */
const fontBudget = 150_000;

/** All of it, with fonts and pictures. */
const whole = 350_000;

/** A word of TF.js's own that survives minification: the URL parameter that its flags come from. */
const wordOfTensorFlow = 'tfjsflags';

const sum = (files: LoadedFile[]) => files.reduce((total, { gzip }) => total + gzip, 0);
const table = (files: LoadedFile[]) => files.map(({ path, gzip }) => `${gzip} ${path}`).join('\n');

for (const path of ['', ...parts().map(({ name }) => `${name}/`), 'slides/']) {
  const most = path === 'gallery/' ? galleryBudget : budget;
  test.describe(`The first load of /${path}, before any figure is near,`, () => {
    let files: LoadedFile[];

    test.beforeEach(async ({ page }) => {
      const collected = collectFiles(page);
      await page.goto(`/${path}`, { waitUntil: 'networkidle' });
      // Whatever was going to be fetched when the browser had nothing better to do.
      await page.waitForTimeout(1000);
      files = await collected();
    });

    test(`takes at most ${most / 1000} kB of HTML, CSS and JavaScript, gzipped, no weights and no TF.js`, () => {
      const counted = files.filter(
        ({ path, type }) => type === 'document' || /\.(html|css|m?js)$/.test(path),
      );
      expect(counted.some(({ type }) => type === 'document')).toBe(true);
      expect(sum(counted), `bytes gzipped:\n${table(counted)}`).toBeLessThanOrEqual(most);

      const fonts = files.filter(({ type }) => type === 'font');
      expect(sum(fonts), `bytes of fonts:\n${table(fonts)}`).toBeLessThanOrEqual(fontBudget);
      expect(sum(files), `bytes in all:\n${table(files)}`).toBeLessThanOrEqual(whole);

      const paths = files.map((file) => file.path);
      expect(paths.filter((one) => one.includes('/weights/') || one.endsWith('.wasm'))).toEqual([]);
      expect(files.filter(({ body }) => body.includes(wordOfTensorFlow)).map((file) => file.path)).toEqual(
        [],
      );
    });
  });
}

test('The word by which the budget recognises TF.js is in TF.js', async () => {
  const source = await readFile('node_modules/@tensorflow/tfjs-core/dist/environment.js', 'utf8');
  expect(source).toContain(wordOfTensorFlow);
});
