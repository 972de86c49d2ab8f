import { expect, test } from 'vitest';
import measured from '../../../content/embed-heights.json';
import { figureNames } from '../../../src/components/figures/manifests.ts';
import { iframeOf } from '../../../src/components/figures/shell/iframe.ts';

test('every figure’s frame has been measured (npm run embeds)', () => {
  expect(Object.keys(measured.heights).sort()).toEqual([...figureNames].sort());
});

test('no address breaks out of the code of a frame', () => {
  const code = iframeOf({ src: 'https://example.org/?a="b"&c', title: 'Say “no” to "quotes"', height: 700 });
  expect(code).toContain('src="https://example.org/?a=&quot;b&quot;&amp;c"');
  expect(code).toContain('title="Say “no” to &quot;quotes&quot;"');
  expect(code).toContain('height="700"');
});
