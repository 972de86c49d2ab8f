import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textGlyphs } from '../../../src/plugins/subset-fonts.mjs';

/** What the uncut fonts have: anything else comes from the reader's own fonts, cut or not. */
const latin = /[\u0000-\u00ffıŒœ\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2039\u203a€\u2190-\u2193]/u;

const texts = ['content', 'content/parts', 'content/chapters']
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((name) => /\.(mdx|bib)$/.test(name));

test.each(texts)('the fonts have every letter of %s that they had before they were cut', (name) => {
  const letters = [...new Set(readFileSync(name, 'utf8'))].filter((letter) => latin.test(letter));
  expect(letters.filter((letter) => !textGlyphs.includes(letter) && letter !== '\n')).toEqual([]);
});
