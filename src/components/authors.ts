/** Someone with a family name. */
export interface Person {
  given: string;
  family: string;
  /** As in 0000-0002-1825-0097, without the address. */
  orcid?: string;
  affiliation?: string;
  url?: string;
}

/** A body that writes under one name. */
export interface Group {
  name: string;
  url?: string;
}

export type Author = Person | Group;

const isPerson = (author: Author): author is Person => 'family' in author;

/** As it is read: "Ada Lovelace". */
export const fullName = (author: Author) =>
  isPerson(author) ? `${author.given} ${author.family}` : author.name;

/** Where an author's name leads: a page of theirs, else their ORCID record. */
export const authorUrl = (author: Author) =>
  author.url ?? (isPerson(author) && author.orcid ? `https://orcid.org/${author.orcid}` : undefined);

export const affiliationOf = (author: Author) => (isPerson(author) ? author.affiliation : undefined);

/** "A, B and C", the way a citation names people. */
export function listNames(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** As BibTeX sorts it. Braces keep the name of a group from being split in two. */
export const bibtexName = (author: Author) =>
  isPerson(author) ? `${author.family}, ${author.given}` : `{${author.name}}`;

/** As Google Scholar's citation_author wants it. */
export const scholarName = (author: Author) =>
  isPerson(author) ? `${author.family}, ${author.given}` : author.name;

/** As schema.org knows it. */
export function schemaAuthor(author: Author): Record<string, unknown> {
  const url = author.url && { url: author.url };
  if (!isPerson(author)) return { '@type': 'Organization', name: author.name, ...url };
  const { given, family, orcid, affiliation } = author;
  return {
    '@type': 'Person',
    name: fullName(author),
    givenName: given,
    familyName: family,
    ...url,
    ...(orcid && { identifier: `https://orcid.org/${orcid}` }),
    ...(affiliation && { affiliation: { '@type': 'Organization', name: affiliation } }),
  };
}
