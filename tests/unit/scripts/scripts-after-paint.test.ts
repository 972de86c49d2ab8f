import { expect, test } from 'vitest';
import { afterPaint } from '../../../src/plugins/astro-scripts-after-paint.mjs';

test('Modules can wait for the first paint; what the head runs before it cannot', () => {
  const html =
    '<script src="/a.js"></script><script type="module" src="/b.js"></script><script defer src="/c.js"></script>';
  expect(afterPaint(html)).toBe(
    '<script src="/a.js"></script><script type="module" fetchpriority="low" src="/b.js"></script><script defer src="/c.js"></script>',
  );
});
