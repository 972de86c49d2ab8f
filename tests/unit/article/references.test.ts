import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import rehypeCitation from 'rehype-citation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rehypeReferences } from '../../../src/plugins/rehype-references.mjs';
import { htmlOf } from './pipeline.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'references-'));
  copyFileSync('content/numeric.csl', join(folder, 'numeric.csl'));
  writeFileSync(
    join(folder, 'references.bib'),
    `@article{early1990, author = {Early, Ada}, title = {The first}, journal = {Papers}, year = {1990}, url = {https://arxiv.org/abs/1234.5678}}
@article{late2020, author = {Late, Bo}, title = {The second}, journal = {Papers}, year = {2020}, url = {https://www.example.org/second}}`,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

function article(source: string) {
  const options = { path: folder, bibliography: 'references.bib', csl: 'numeric.csl', linkCitations: true };
  return htmlOf(source, { rehype: [[rehypeCitation, options], rehypeReferences] });
}

describe('the references of an article', () => {
  test('stand where the article wants them, in the order in which they are cited', async () => {
    const { html } = await article('Late [@late2020], early [@early1990].\n\n<References />\n\nAfter.');
    expect(html).toMatch(/<ol class="references".*The second.*The first.*<\/ol>\s*<p>After\.<\/p>/s);
  });

  test('lead back to each place that cites them', async () => {
    const { html } = await article(
      'Once [@early1990], [@late2020] and again [@early1990].\n\n<References />',
    );
    for (const [place, letter] of [
      ['cite-early1990-1', 'a'],
      ['cite-early1990-2', 'b'],
    ] as const) {
      expect(html).toContain(` id="${place}"`);
      expect(html).toContain(
        `<a href="#${place}" aria-label="Back to citation ${letter} of reference 1">${letter}</a>`,
      );
    }
    expect(html).toContain('<a href="#cite-late2020-1" aria-label="Back to citation a of reference 2">a</a>');
  });

  test('never let a bracket start a line of its own', async () => {
    expect((await article('Text [@early1990].\n\n<References />')).html).toContain('Text\u00a0<span');
  });

  test('have short links in place of addresses', async () => {
    const { html } = await article('Both [@early1990; @late2020].\n\n<References />');
    expect(html).toContain('<a href="https://arxiv.org/abs/1234.5678">arXiv:1234.5678</a>');
    expect(html).toContain('<a href="https://www.example.org/second">example.org</a>');
  });

  test('are kept as plain text for the page’s metadata', async () => {
    const { frontmatter } = await article('Text [@early1990].\n\n<References />');
    expect(frontmatter['references']).toEqual(['The first A. Early. Papers, 1990. arXiv:1234.5678']);
  });

  test('fail the build where a key is not among them, and say which', async () => {
    await expect(article('Text [@early1990] and [@nobody2000].\n\n<References />')).rejects.toThrow(
      /nobody2000/,
    );
  });
});
