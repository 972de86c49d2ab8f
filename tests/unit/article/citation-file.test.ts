import { readFileSync } from 'node:fs';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { expect, test } from 'vitest';
import { article } from '../../../src/series/registry.mjs';

const read = (file: string) => readFileSync(file, 'utf8');

test('CITATION.cff says what the article says of itself', () => {
  const { frontmatter: cited } = parseFrontmatter(`---\n${read('CITATION.cff')}---\n`);
  const { title, authors, published, doi } = article();
  expect(cited).toMatchObject({
    'cff-version': '1.2.0',
    title,
    version: JSON.parse(read('package.json')).version,
    'date-released': new Date(published).toISOString().slice(0, 10),
  });
  const names = (cited['authors'] as Record<string, string>[]).map(
    (author) => author['name'] ?? `${author['given-names']} ${author['family-names']}`,
  );
  expect(names).toEqual(
    authors.map((author) => ('family' in author ? `${author.given} ${author.family}` : author.name)),
  );
  expect(cited['doi']).toBe(doi);
});
