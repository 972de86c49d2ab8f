import { describe, expect, test } from 'vitest';
import { needsIn } from '../../../src/plugins/offline/needs.mjs';

const files = new Map(
  Object.entries({
    'one/index.html': '<link href="/_astro/page.A1.css"><astro-island component-url="/_astro/Figure.B2.js">',
    'two/index.html': '<a href="/one/">one</a><img src="/posters/two.png">',
    '_astro/page.A1.css': '@font-face{src:url(/_astro/text.C3.woff2)}',
    '_astro/text.C3.woff2': '',
    '_astro/Figure.B2.js': 'import("./late.D4.js");new URL("/_astro/worker-E5.js",import.meta.url)',
    // eslint-disable-next-line no-template-curly-in-string -- as a script has it
    '_astro/late.D4.js': 'x=`${base}posters/style/${a}-${b}.jpg`;y="digits/digits.bin"',
    '_astro/worker-E5.js': 'fetch("kernel.F6.wasm")',
    '_astro/kernel.F6.wasm': '',
    '_astro/other.G7.js': '',
    'posters/two.png': '',
    'posters/style/a-b.jpg': '',
    'posters/style/c-d.jpg': '',
    'posters/style/alone.png': '',
    'digits/digits.bin': '',
    'digits/index.html': '',
    'favicon.svg': '',
  }).map(([name, text]) => [name, Buffer.from(text)]),
);
const needs = (...start: string[]) => [...needsIn(files)(start)].sort();

describe('A page needs', () => {
  test('all that it and its scripts, styles and workers name, and what a script can make a name of', () => {
    expect(needs('one/index.html')).toEqual([
      '_astro/Figure.B2.js',
      '_astro/kernel.F6.wasm',
      '_astro/late.D4.js',
      '_astro/page.A1.css',
      '_astro/text.C3.woff2',
      '_astro/worker-E5.js',
      'digits/digits.bin',
      'one/index.html',
      'posters/style/a-b.jpg',
      'posters/style/c-d.jpg',
    ]);
  });

  test('its pictures, and no page that it leads to', () => {
    expect(needs('two/index.html')).toEqual(['posters/two.png', 'two/index.html']);
  });
});
