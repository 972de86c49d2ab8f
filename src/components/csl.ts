import type { Part } from '../series/registry.mjs';
import { type ArticleFrontmatter, isoDay } from './article.ts';
import type { Author } from './authors.ts';
import { keyOf } from './bibtex.ts';

/** An item of CSL-JSON, as reference managers and Pandoc read it. */
export type CslItem = Record<string, unknown> & { id: string; type: string };

/** @param site the address of the cover; @param version of the site, as package.json has it */
export function cslWhole(article: ArticleFrontmatter, site: URL, version: string): CslItem {
  return {
    id: keyOf(article),
    type: 'webpage',
    title: article.title,
    ...common(article, version),
    URL: site.href,
    abstract: article.abstract,
  };
}

/** One part, which names the whole as the work it stands in. */
export function cslPart(
  article: ArticleFrontmatter,
  part: Pick<Part, 'name' | 'title' | 'number' | 'description'>,
  site: URL,
  version: string,
): CslItem {
  return {
    id: `${keyOf(article)}${part.name}`,
    type: 'chapter',
    title: part.title,
    'container-title': article.title,
    ...(part.number !== undefined && { 'chapter-number': String(part.number) }),
    ...common(article, version),
    URL: new URL(`${part.name}/`, site).href,
    abstract: part.description,
  };
}

const common = (article: ArticleFrontmatter, version: string) => ({
  author: article.authors.map(nameOf),
  issued: { 'date-parts': [isoDay(article.published).split('-').map(Number)] },
  version,
  language: 'en',
  ...(article.doi && { DOI: article.doi }),
});

const nameOf = (author: Author) =>
  'family' in author ? { family: author.family, given: author.given } : { literal: author.name };
