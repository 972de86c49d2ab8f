import { describe, expect, test } from 'vitest';
import { rehypeFootnotes } from '../../../src/plugins/rehype-footnotes.mjs';
import { htmlOf } from './pipeline.ts';

const article = async (source: string) => (await htmlOf(source, { rehype: [rehypeFootnotes] })).html;

describe('the footnotes of an article', () => {
  test('stand where the article wants them, each with a body and a way back', async () => {
    const html = await article('Text.[^a]\n\n<Footnotes />\n\nAfter.\n\n[^a]: The _note_.');
    expect(html).toContain(
      '<a id="footnote-ref-1" href="#footnote-1" aria-label="Footnote 1" data-note="" role="doc-noteref">1</a>',
    );
    expect(html.replace(/\n/g, '')).toContain(
      '<ol class="footnotes" role="list"><li id="footnote-1" tabindex="-1">' +
        '<div class="note-body"><p>The <em>note</em>. </p></div>' +
        '<span class="back-links"><a href="#footnote-ref-1" aria-label="Back to footnote 1 in the text">↩</a></span>' +
        '</li></ol><p>After.</p>',
    );
  });

  test('are numbered as they are first cited', async () => {
    const html = await article('One[^z] and two[^a].\n\n[^a]: Second.\n\n[^z]: First.\n\n<Footnotes />');
    expect(html.match(/First|Second/g)).toEqual(['First', 'Second']);
    expect(html.match(/id="footnote-\d"/g)).toEqual(['id="footnote-1"', 'id="footnote-2"']);
  });

  test('come last where the article says nothing', async () => {
    expect(await article('Text.[^a]\n\n[^a]: Note.')).toMatch(/<\/p>\s*<ol class="footnotes".*<\/ol>$/s);
  });

  test('leave nothing of the heading and the section that Markdown makes', async () => {
    const html = await article('Text.[^a]\n\n[^a]: Note.');
    expect(html).not.toMatch(/<section|<h2|user-content/);
  });
});
