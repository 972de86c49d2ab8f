/** The front matter of content/article.mdx, and what the build adds to it. */
export interface ArticleFrontmatter {
  title: string;
  subtitle: string;
  description: string;
  abstract: string;
  authors: { name: string; url?: string; affiliation?: string }[];
  published: string;
  updated?: string;
  doi?: string;
  corrections?: { date: string; text: string }[];
  /** Filled in by the references plugin: each entry as plain text. */
  references?: string[];
}

export const isoDay = (date: string | Date) => new Date(date).toISOString().slice(0, 10);

export const longDay = (date: string | Date) =>
  new Date(date).toLocaleDateString('en', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** "A, B and C", the way a citation names people. */
export function listNames(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The BibTeX entry a reader copies. Braces keep the name of a group from being split in two. */
export function bibtex(article: ArticleFrontmatter, url: string): string {
  const year = isoDay(article.published).slice(0, 4);
  const fields: [string, string][] = [
    ['title', `{${article.title}}`],
    ['author', article.authors.map(({ name }) => `{${name}}`).join(' and ')],
    ['year', year],
    ['url', url],
    ...(article.doi ? [['doi', article.doi] as [string, string]] : []),
    ['note', 'An explorable article'],
  ];
  const body = fields.map(([key, value]) => `  ${key.padEnd(6)} = {${value}}`).join(',\n');
  return `@misc{robustnetworkssee${year},\n${body}\n}`;
}
