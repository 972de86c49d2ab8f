/**
 * Highwire's tags as an item of CSL: what a reference manager makes of a page.
 * @param tags names without `citation_`
 */
export function itemOfTags(tags: readonly (readonly [name: string, content: string])[]) {
  const all = (name: string) => tags.filter((tag) => tag[0] === name).map((tag) => tag[1]);
  const [title] = all('title');
  const [container] = all('inbook_title');
  const [doi] = all('doi');
  return {
    type: container ? 'chapter' : 'webpage',
    title,
    ...(container && { 'container-title': container }),
    author: all('author').map((name) => {
      const [family, given] = name.split(', ');
      return given ? { family, given } : { literal: name };
    }),
    issued: { 'date-parts': [all('publication_date')[0]!.split('/').map(Number)] },
    URL: all('fulltext_html_url')[0],
    abstract: all('abstract')[0],
    ...(doi && { DOI: doi }),
  };
}
