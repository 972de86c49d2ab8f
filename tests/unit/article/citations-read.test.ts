// What we give to reference managers, read back by one.
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { describe, expect, test } from 'vitest';
import type { ArticleFrontmatter } from '../../../src/components/article.ts';
import { bibtex, partBibtex } from '../../../src/components/bibtex.ts';
import { cslPart, cslWhole } from '../../../src/components/csl.ts';
import { highwire } from '../../../src/components/highwire.ts';
import { itemOfTags } from '../../highwire-item.ts';

const article = {
  title: 'On Engines',
  abstract: 'How they see.',
  authors: [{ given: 'Ada', family: 'Lovelace' }, { name: 'The Difference Society' }],
  published: '1843-09-01',
  doi: '10.1234/engines',
} as unknown as ArticleFrontmatter;
const part = { name: 'cards', title: 'Cards', number: 2, description: 'What is on them.' };
const site = new URL('https://example.org/');

/** What a citation must say, whichever way it was written down. */
interface Told {
  title: string;
  'container-title'?: string;
  author: Record<string, string>[];
  issued: { 'date-parts': number[][] };
  URL: string;
  DOI: string;
  version: string;
}

const readBack = (input: unknown): Told => {
  const [item] = new Cite(input).data as Told[];
  return item!;
};

const people = [{ family: 'Lovelace', given: 'Ada' }];
/** BibTeX has a group as a family of one; CSL has a word for it. */
const namesOf = ({ author }: Told) =>
  author.map(({ given, family, literal }) => (given ? { family, given } : (literal ?? family)));

describe.each([
  ['BibTeX', bibtex(article, site.href, '1.2.0'), partBibtex(article, part, `${site.href}cards/`, '1.2.0')],
  [
    'CSL-JSON',
    JSON.stringify(cslWhole(article, site, '1.2.0')),
    JSON.stringify(cslPart(article, part, site, '1.2.0')),
  ],
])('%s, read back', (_, whole, ofPart) => {
  test('names people and groups, the day, the version, the address and the DOI', () => {
    const told = readBack(whole);
    expect(told).toMatchObject({
      title: 'On Engines',
      issued: { 'date-parts': [[1843, 9, 1]] },
      version: '1.2.0',
      URL: 'https://example.org/',
      DOI: '10.1234/engines',
    });
    expect(namesOf(told)).toEqual([...people, 'The Difference Society']);
  });

  test('of a part names the part and the whole that it stands in', () => {
    const told = readBack(ofPart);
    expect(told).toMatchObject({
      type: 'chapter',
      title: 'Cards',
      'container-title': 'On Engines',
      'chapter-number': '2',
      issued: { 'date-parts': [[1843, 9, 1]] },
      version: '1.2.0',
      URL: 'https://example.org/cards/',
      DOI: '10.1234/engines',
    });
    expect(namesOf(told)).toEqual([...people, 'The Difference Society']);
  });
});

describe('Highwire’s tags, read back', () => {
  const tags = (title: string, url: string) =>
    highwire({ whole: article, title, abstract: 'How they see.', url, pdf: `${site.href}engines.pdf` });

  test('name people and groups, the day, the address and the DOI', () => {
    const told = readBack(itemOfTags(tags('On Engines', site.href)));
    expect(told).toMatchObject({
      type: 'webpage',
      title: 'On Engines',
      issued: { 'date-parts': [[1843, 9, 1]] },
      URL: 'https://example.org/',
      DOI: '10.1234/engines',
    });
    expect(namesOf(told)).toEqual([...people, 'The Difference Society']);
  });

  test('of a part name the whole that it stands in, and where the PDF is', () => {
    const ofPart = tags('Cards', `${site.href}cards/`);
    expect(readBack(itemOfTags(ofPart))).toMatchObject({
      type: 'chapter',
      title: 'Cards',
      'container-title': 'On Engines',
      URL: 'https://example.org/cards/',
    });
    expect(ofPart).toContainEqual(['pdf_url', 'https://example.org/engines.pdf']);
  });
});
