import type { Part } from '../series/registry.mjs';
import { type ArticleFrontmatter, isoDay, licence } from './article.ts';
import { schemaAuthor } from './authors.ts';

/** The whole as schema.org knows it, with the addresses of its parts. @param site the address of the cover */
export function schemaWhole(whole: ArticleFrontmatter, parts: Part[], site: URL): Record<string, unknown> {
  return {
    ...common(whole, site),
    '@id': site.href,
    url: site.href,
    headline: whole.title,
    name: whole.title,
    alternativeHeadline: whole.subtitle,
    abstract: whole.abstract,
    description: whole.description,
    ...(whole.doi && { identifier: `https://doi.org/${whole.doi}` }),
    hasPart: parts.map(({ name, title }) => ({
      '@type': 'WebPage',
      name: title,
      url: new URL(`${name}/`, site).href,
    })),
  };
}

/** One part as schema.org knows it. */
export function schemaPart(whole: ArticleFrontmatter, part: Part, site: URL): Record<string, unknown> {
  return {
    ...common(whole, site),
    url: new URL(`${part.name}/`, site).href,
    headline: part.title,
    name: part.title,
    alternativeHeadline: part.subtitle,
    description: part.description,
    isPartOf: { '@type': 'ScholarlyArticle', '@id': site.href, name: whole.title, url: site.href },
    ...(part.number && { position: part.number }),
  };
}

const common = (whole: ArticleFrontmatter, site: URL) => ({
  '@type': 'ScholarlyArticle',
  author: whole.authors.map(schemaAuthor),
  datePublished: isoDay(whole.published),
  dateModified: isoDay(whole.updated ?? whole.published),
  image: new URL('social.png', site).href,
  inLanguage: 'en',
  isAccessibleForFree: true,
  license: licence,
});
