import { type ArticleFrontmatter, isoDay, yearOf } from './article.ts';
import { bibtexName } from './authors.ts';

/** The BibTeX entry of the whole, as a reader copies it. */
export function bibtex(article: ArticleFrontmatter, url: string, version: string): string {
  return entry('misc', keyOf(article), [
    ['title', `{${article.title}}`],
    ['author', authorsOf(article)],
    ...dated(article, version),
    ['url', url],
    ...(article.doi ? [['doi', article.doi] as const] : []),
    ['note', 'An explorable article'],
  ]);
}

/** The BibTeX entry of one part, which names the whole as the work it stands in. */
export function partBibtex(
  article: ArticleFrontmatter,
  part: { name: string; title: string; number: number | undefined },
  url: string,
  version: string,
): string {
  return entry('incollection', `${keyOf(article)}${part.name}`, [
    ['title', `{${part.title}}`],
    ['author', authorsOf(article)],
    ['booktitle', `{${article.title}}`],
    ...(part.number ? [['chapter', String(part.number)] as const] : []),
    ...dated(article, version),
    ['url', url],
    ...(article.doi ? [['doi', article.doi] as const] : []),
  ]);
}

export const keyOf = (article: ArticleFrontmatter) => `robustnetworkssee${yearOf(article)}`;
/** The year is for BibTeX itself, the day for its successors. */
const dated = (article: ArticleFrontmatter, version: string): [string, string][] => [
  ['year', yearOf(article)],
  ['date', isoDay(article.published)],
  ['version', version],
];
const authorsOf = (article: ArticleFrontmatter) => article.authors.map(bibtexName).join(' and ');

function entry(type: string, key: string, fields: (readonly [string, string])[]): string {
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)} = {${value}}`);
  return `@${type}{${key},\n${lines.join(',\n')}\n}`;
}
