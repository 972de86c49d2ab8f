import { parts } from './registry.mjs';

/**
 * Places of the article as it was on a single page that its parts do not name by themselves.
 *
 * @type {Record<string, string[]>} by the name of a part
 */
const fromOnePage = {
  digits: ['footnote-1', 'footnote-2', 'footnote-ref-1', 'footnote-ref-2'],
  networks: ['appendix', 'networks'],
};

/** Places that the cover has itself. */
const onCover = ['main', 'abstract', 'parts', 'how-to-cite', 'bibtex', 'on-paper'];

/**
 * Where everything that an address may point to stands: headings, figures and references, each in the first part that
 * has it. The cover sends `/#traversal` to `/digits/#traversal` by this.
 *
 * @param {string} [content] the folder that holds the parts
 * @returns {Map<string, string[]>} the name of a part to the places in it
 */
export function places(content) {
  const taken = new Set(onCover);
  return new Map(
    parts(content).map(({ name, outline: { headings, figures, cited } }) => {
      const all = [
        ...figures,
        ...headings,
        ...cited.map((key) => `bib-${key}`),
        ...(fromOnePage[name] ?? []),
      ];
      const ours = all.filter((id) => !taken.has(id));
      for (const id of ours) taken.add(id);
      return [name, [...new Set(ours)]];
    }),
  );
}
