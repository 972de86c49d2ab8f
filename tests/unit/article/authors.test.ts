import { describe, expect, test } from 'vitest';
import type { ArticleFrontmatter } from '../../../src/components/article.ts';
import { fullName, listNames, schemaAuthor, scholarName } from '../../../src/components/authors.ts';
import { bibtex, partBibtex } from '../../../src/components/bibtex.ts';

const ada = {
  given: 'Ada',
  family: 'Lovelace',
  orcid: '0000-0002-1825-0097',
  affiliation: 'Analytical Engines',
};
const group = { name: 'The Difference Society', url: 'https://example.org/' };
const article = {
  title: 'On Engines',
  authors: [ada, group],
  published: '1843-09-01',
} as unknown as ArticleFrontmatter;

describe('a person', () => {
  test('has a family name that BibTeX can sort by', () => {
    expect(bibtex(article, 'https://example.org/', '1.0.0')).toContain(
      '  author  = {Lovelace, Ada and {The Difference Society}},',
    );
    expect(scholarName(ada)).toBe('Lovelace, Ada');
  });

  test('is a person to search engines, with ORCID and affiliation', () => {
    expect(schemaAuthor(ada)).toEqual({
      '@type': 'Person',
      name: 'Ada Lovelace',
      givenName: 'Ada',
      familyName: 'Lovelace',
      identifier: 'https://orcid.org/0000-0002-1825-0097',
      affiliation: { '@type': 'Organization', name: 'Analytical Engines' },
    });
  });
});

describe('a group', () => {
  test('stays one name', () => {
    expect(scholarName(group)).toBe('The Difference Society');
    expect(schemaAuthor(group)).toEqual({
      '@type': 'Organization',
      name: 'The Difference Society',
      url: 'https://example.org/',
    });
  });
});

test('names stand in a list as a sentence has them', () => {
  expect(listNames([ada, group, { name: 'Others' }].map(fullName))).toBe(
    'Ada Lovelace, The Difference Society and Others',
  );
});

test('the entry of a part names the whole it stands in', () => {
  const part = { name: 'cards', title: 'Cards', number: 2 };
  expect(partBibtex(article, part, 'https://example.org/cards/', '1.0.0'))
    .toBe(`@incollection{robustnetworkssee1843cards,
  title     = {{Cards}},
  author    = {Lovelace, Ada and {The Difference Society}},
  booktitle = {{On Engines}},
  chapter   = {2},
  year      = {1843},
  date      = {1843-09-01},
  version   = {1.0.0},
  url       = {https://example.org/cards/}
}`);
});
