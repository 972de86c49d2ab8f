import { describe, expect, test } from 'vitest';
import { inlineToFiles } from '../../../src/plugins/inline-to-files.mjs';

/** Moves what is inline in a page with this body, and gives the page and the files. */
function moved(body: string, head = '') {
  const files: string[] = [];
  const html = inlineToFiles(
    `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`,
    (content: string, extension: string) => `/_astro/${files.push(content) - 1}.${extension}`,
  );
  return { html, files };
}

describe('A page under a strict policy', () => {
  test('runs its scripts from files: those of the head at once, those of the body once it is parsed', () => {
    const { html, files } = moved('<script>b</script><script type="module">c</script>', '<script>a</script>');
    expect(html).toContain('<head><script src="/_astro/0.js"></script></head>');
    expect(html).toContain('<script defer src="/_astro/1.js"></script>');
    expect(html).toContain('<script type="module" src="/_astro/2.js"></script>');
    expect(files).toEqual(['a', 'b', 'c']);
  });

  test('keeps what is data, and what is a file already', () => {
    const body = '<script type="application/ld+json">{}</script><script src="/a.js"></script>';
    expect(moved(body).html).toContain(body);
  });

  test('takes its styles from one file, equal attributes from one rule, stronger than any class', () => {
    const { html, files } = moved(
      '<style>p{top:0}</style><p style="top:1em">a</p><svg><g style="top:1em"/></svg><i style="top:2em"></i>',
    );
    expect(html).toContain('<p data-style="0">a</p><svg><g data-style="0"/></svg><i data-style="1"></i>');
    expect(html).toContain('<link rel="stylesheet" href="/_astro/0.css"></head>');
    expect(files).toEqual([
      'p{top:0}\n[data-style="0"]:not(#_#_){top:1em}\n[data-style="1"]:not(#_#_){top:2em}\n',
    ]);
  });

  test('is left as it is where nothing is inline, text that looks like markup included', () => {
    const body =
      '<pre>&lt;p style="top:0"></pre><p title=\'a style="b"\' class=c>text</p><textarea><p style="a"></textarea>';
    const { html, files } = moved(body);
    expect(html).toContain(body);
    expect(files).toEqual([]);
  });

  test('finds what stands in templates and in noscript', () => {
    const { html } = moved(
      '<template><p style="top:0"></p></template><noscript><p style="top:0"></p></noscript>',
    );
    expect(html).not.toContain('style="top');
  });

  test('does not build with a handler in its HTML, or with an import map', () => {
    expect(() => moved('<button onclick="a()"></button>')).toThrow('got onclick on <button>');
    expect(() => moved('<script type="importmap">{}</script>')).toThrow('import map');
  });
});
