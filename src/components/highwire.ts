import { type ArticleFrontmatter, isoDay } from './article.ts';
import { affiliationOf, scholarName } from './authors.ts';

/** What is cited: the whole, or a part of it. */
export interface Cited {
  whole: ArticleFrontmatter;
  title: string;
  abstract: string;
  /** Where it is, as HTML and as PDF. */
  url: string;
  pdf: string;
  /** The works that it cites, as text. */
  references?: readonly string[];
}

const scholarDay = (date: string) => isoDay(date).replaceAll('-', '/');

/** Highwire's tags, which Google Scholar and reference managers read: names without `citation_`, in order. */
export function highwire({ whole, title, abstract, url, pdf, references = [] }: Cited): [string, string][] {
  const authors = whole.authors.flatMap((author): [string, string][] => {
    const institution = affiliationOf(author);
    return [
      ['author', scholarName(author)],
      ...(institution ? [['author_institution', institution] as [string, string]] : []),
    ];
  });
  return [
    ['title', title],
    ...authors,
    ['publication_date', scholarDay(whole.published)],
    ['online_date', scholarDay(whole.updated ?? whole.published)],
    ['language', 'en'],
    ...(title === whole.title ? [] : [['inbook_title', whole.title] as [string, string]]),
    ['fulltext_html_url', url],
    ['pdf_url', pdf],
    ['abstract', abstract],
    ...(whole.doi ? [['doi', whole.doi] as [string, string]] : []),
    ...references.map((text): [string, string] => ['reference', text]),
  ];
}
