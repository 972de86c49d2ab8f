import type { Author } from './authors.ts';

/** The front matter of content/article.mdx, and what the build adds to it. */
export interface ArticleFrontmatter {
  title: string;
  subtitle: string;
  description: string;
  abstract: string;
  authors: Author[];
  published: string;
  updated?: string;
  doi?: string;
  corrections?: { date: string; text: string }[];
  /** Filled in by the references plugin: each entry as plain text. */
  references?: string[];
}

export const licence = 'https://creativecommons.org/licenses/by/4.0/';

export const isoDay = (date: string | Date) => new Date(date).toISOString().slice(0, 10);

export const longDay = (date: string | Date) =>
  new Date(date).toLocaleDateString('en', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

export const yearOf = (article: ArticleFrontmatter) => isoDay(article.published).slice(0, 4);
