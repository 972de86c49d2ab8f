// Every figure opened and run once in WebKitGTK, and every page opened: run `npm run build` first, or `npm test`.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import { dist } from '../../scripts/tools.mjs';
import { findWebKit } from '../../scripts/webkit.mjs';
import { figureNames } from '../../src/components/figures/manifests.ts';
import { parts } from '../../src/series/registry.mjs';
import { WebKit } from './webkit.ts';

const programs = await findWebKit();

describe.skipIf(!programs)('In WebKit', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  let webkit: WebKit;

  beforeAll(async () => {
    server = await serve(dist, 0);
    webkit = await WebKit.start(programs!);
  }, 60_000);

  afterAll(async () => {
    await webkit?.close();
    await server?.close();
  });

  const alert = `document.querySelector('[role="alert"]')?.textContent`;
  const runIt = `[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Run it')`;
  const frames = `Number(document.querySelector('.shell')?.dataset.count)`;

  test.each([...figureNames])('the figure %s runs', async (name) => {
    await webkit.open(`${server.url}embed/${name}/`);
    await webkit.until(`!document.querySelector('astro-island[ssr]')`, 30_000);
    const pressed = await webkit.run(`const run = ${runIt}; run?.click(); return Boolean(run)`);
    // A figure without frames has begun when nothing is left to press.
    if (pressed) await webkit.until(`${alert} || ${frames} > 0 || !${runIt}`, 60_000);
    expect(await webkit.run(`return ${alert} ?? ''`)).toBe('');
  });

  test.each(['', ...parts().map(({ name }) => `${name}/`)])(
    'the page /%s opens, as wide as the screen',
    async (path) => {
      await webkit.open(server.url + path);
      for (const width of [500, 1280]) {
        await webkit.resize(width, 900);
        const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await webkit.run(`return ${overflow}`), `pixels too wide at ${width}`).toBeLessThanOrEqual(0);
      }
    },
  );
});
