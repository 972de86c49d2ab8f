import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rehypeFootnotes } from '../../../src/plugins/rehype-footnotes.mjs';
import { remarkChapters } from '../../../src/plugins/remark-chapters.mjs';
import { htmlOf } from './pipeline.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'article-'));
  mkdirSync(join(folder, 'chapters'));
  const write = (name: string, text: string) => writeFileSync(join(folder, `chapters/${name}.mdx`), text);
  write('one', 'First text.[^1]\n\n[^1]: First note.\n');
  write('part-two', 'Second text.[^1]\n\n[^1]: Second note.\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

const article = (source: string, rehype = [rehypeFootnotes]) =>
  htmlOf(source, { remark: [remarkChapters], rehype }, join(folder, 'article.mdx'));

describe('the chapters of an article', () => {
  test('take the places that the article gives them, in its order', async () => {
    const { html } = await article(`import One from './chapters/one.mdx';
import Two from './chapters/part-two.mdx';

<Two />

Between.

<One />`);
    expect(html.match(/Second text|Between|First text/g)).toEqual(['Second text', 'Between', 'First text']);
  });

  test('may use the same footnote label, and their notes are numbered in one sequence', async () => {
    const { html } = await article(`import One from './chapters/one.mdx';
import Two from './chapters/part-two.mdx';

<One />

<Two />`);
    expect(html).toMatch(/First text\.<sup><a id="footnote-ref-1" href="#footnote-1"/);
    expect(html).toMatch(/Second text\.<sup><a id="footnote-ref-2" href="#footnote-2"/);
    expect(html).toMatch(/id="footnote-1".*First note\..*id="footnote-2".*Second note\./s);
  });

  test('that are never placed say nothing', async () => {
    const { html } = await article("import One from './chapters/one.mdx';\n\nAlone.");
    expect(html).toContain('Alone.');
    expect(html).not.toContain('First');
  });

  test('fail the build, and name the file, when there is none', async () => {
    const source = "import Lost from './chapters/lost.mdx';\n\n<Lost />";
    await expect(article(source)).rejects.toThrow(join(folder, 'chapters/lost.mdx'));
  });
});
