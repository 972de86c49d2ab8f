import { createRequire } from 'node:module';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

/** What the text is set in: Basic Latin, the letters and signs of Latin-1 that names and numbers need, dashes, quotation marks, arrows. */
export const textGlyphs = `${range(0x20, 0x7e)}\u00a0§©«°±²³µ·»½×éèêëáàâäãåçíìîïñóòôöøõúùûüýßæœıŠÉÖÜÄÅØ–—‘’“”†…′−€←↑→↓`;

/** Variables in formulas: Latin and Greek italics. */
const letters = `${range(0x41, 0x5a)}${range(0x61, 0x7a)}αβγδεζηθκλμνξπρστφχψωϑϵϕℓ`;

/** What stands around them. This font brings the table by which browsers build tall brackets, roots and sums. */
const operators = '()[]{}|‖∥∑∏∫√+−=≤≥<>±·×⋅→∈∞∇∂⊤ΓΔΘΛΠΣΦΨΩℒ,.:;!ˆ¯';

/** What the styles switch on, and nothing else: alternates are glyphs, too. */
const features = ['kern', 'liga', 'calt', 'onum', 'lnum', 'tnum'];
/** No italics are set heavier than the text. */
const wght = { upright: { min: 300, max: 600 }, italic: { min: 300, max: 400 } };
/** The text stands at 19 to 21 pixels: designs for smaller print would be a third of the file. */
const opsz = { min: 18, max: 72 };

/** @type {Record<string, { from: string, glyphs: string, options?: object }>} by the file's name in `@fonts/` */
const fonts = {
  'newsreader.woff2': {
    from: '@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2',
    glyphs: textGlyphs,
    options: { keepFeatures: features, variationAxes: { wght: wght.upright, opsz } },
  },
  'newsreader-italic.woff2': {
    from: '@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2',
    glyphs: textGlyphs,
    options: { keepFeatures: features, variationAxes: { wght: wght.italic } },
  },
  'instrument-sans.woff2': {
    from: '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
    glyphs: textGlyphs,
    options: { keepFeatures: features },
  },
  'math-letters.woff2': { from: 'katex/dist/fonts/KaTeX_Math-Italic.woff2', glyphs: letters },
  'math.woff2': {
    from: '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2',
    glyphs: operators,
  },
};

/** Cuts the fonts down to what the site sets in them, and gives pages and styles the results as `@fonts/<name>`. */
export function subsetFonts() {
  return {
    name: 'subset-fonts',
    hooks: {
      async 'astro:config:setup'({ createCodegenDir, updateConfig }) {
        const folder = createCodegenDir();
        await Promise.all(Object.entries(fonts).map(([name, font]) => cut(new URL(name, folder), font)));
        updateConfig({
          vite: { resolve: { alias: { '@fonts': fileURLToPath(folder).replace(/[\\/]$/, '') } } },
        });
      },
    },
  };
}

/** Writes one font, unless the same has been written before. */
async function cut(to, { from, glyphs, options = {} }) {
  const source = readFileSync(require.resolve(from));
  const recipe = createHash('sha256')
    .update(source)
    .update(JSON.stringify({ glyphs, options }))
    .digest('hex');
  const note = new URL(`${to.href}.sha256`);
  if (existsSync(to) && existsSync(note) && readFileSync(note, 'utf8') === recipe) return;
  writeFileSync(to, await subsetFont(source, glyphs, { targetFormat: 'woff2', ...options }));
  writeFileSync(note, recipe);
}
