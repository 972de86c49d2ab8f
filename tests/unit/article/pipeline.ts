// What the tests of the article's plugins share: tiny articles, on the way that the real one takes.
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified, type Pluggable, type Processor } from 'unified';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';

const elements = ['mdxJsxFlowElement', 'mdxJsxTextElement'] as const;

interface Element {
  name: string;
  attributes: { name: string; value: string }[];
}

const reader = () => unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

/** @param path where the article stands, for what it imports */
function fileOf(source: string, path: string): VFile {
  return new VFile({ value: source, path, data: { astro: { frontmatter: {} } } });
}

/** The tree of a text with formulas, no plugin having changed it. */
export const parse = (source: string) => reader().use(remarkMath).parse(source);

/** The components of an article after plugins of Markdown: `<Name key="value">` each, in reading order. */
export async function components(source: string, ...plugins: Pluggable[]): Promise<string[]> {
  const file = fileOf(source, 'article.mdx');
  const processor = reader().use(plugins);
  const tree = await processor.run(processor.parse(file), file);
  const found: string[] = [];
  visit(tree, [...elements], (node) => {
    const { name, attributes } = node as unknown as Element;
    found.push([`<${name}`, ...attributes.map((one) => `${one.name}="${one.value}"`)].join(' ') + '>');
  });
  return found;
}

/** An article as HTML, and what its plugins keep for the page. */
export async function htmlOf(
  source: string,
  { remark = [], rehype = [] }: { remark?: Pluggable[]; rehype?: Pluggable[] },
  path = 'article.mdx',
): Promise<{ html: string; frontmatter: Record<string, unknown> }> {
  const file = fileOf(source, path);
  const processor = reader()
    .use(remark)
    // Imports are no part of HTML.
    .use(remarkRehype, { passThrough: [...elements], handlers: { mdxjsEsm: () => undefined } })
    .use(rehype)
    .use(rehypeStringify) as unknown as Processor;
  const html = String(await processor.process(file));
  const { frontmatter } = file.data['astro'] as { frontmatter: Record<string, unknown> };
  return { html, frontmatter };
}
