import rehypeKatex from 'rehype-katex';
import rehypeStringify from 'rehype-stringify';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { rehypeMath } from '../../../src/plugins/rehype-math.mjs';

const html = async (source: string) =>
  String(
    await unified()
      .use(remarkParse)
      .use(remarkMath)
      .use(remarkRehype)
      .use(rehypeKatex, { output: 'mathml' })
      .use(rehypeMath)
      .use(rehypeStringify)
      .process(source),
  );

describe('a formula', () => {
  test('stands once in what a reader copies: no TeX beside it', async () => {
    expect(await html('The $\\varepsilon$ ball.')).toBe(
      '<p>The <math dir="ltr" translate="no"><mrow><mi>ε</mi></mrow></math> ball.</p>',
    );
  });

  test('on a line of its own may scroll there, and is a block', async () => {
    expect(await html('$$\nx\n$$')).toMatch(
      /^<div class="formula"><math display="block"[^>]*>.*<\/math><\/div>$/s,
    );
  });

  test('keeps the sign that closes it on its line', async () => {
    expect(await html('A step $s$: each, of $n$ steps.')).toMatch(
      /<span class="unbroken"><math.*<mi>s<\/mi>.*<\/math>:<\/span> each, of <math.*<mi>n<\/mi>.*<\/math> steps\.<\/p>$/,
    );
  });

  test('has script letters as characters, which every browser draws', async () => {
    expect(await html('$\\mathcal{L}$')).toContain('<mi mathvariant="normal">ℒ</mi>');
  });

  test('has its scripts in rows, which Firefox draws at their size', async () => {
    expect(await html('$x_0^2$')).toContain(
      '<msubsup><mi>x</mi><mrow><mn>0</mn></mrow><mrow><mn>2</mn></mrow></msubsup>',
    );
  });

  test('has words upright', async () => {
    expect(await html('$\\max x$')).toContain('<mi mathvariant="normal">max</mi>');
  });

  test('has no element inside an operator', async () => {
    expect(await html('$\\operatorname*{E}_x x$')).not.toMatch(/<mo[^>]*><m/);
  });
});
