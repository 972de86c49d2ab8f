import { figureNames } from '../../src/components/figures/manifests.ts';
import { parts } from '../../src/series/registry.mjs';
import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

// The server of these tests sends the policy with every answer, so each of them runs under it, and a violation is an
// error in the console. Here is what a violation could do in silence.

const pages = [
  ...['/', '/whole/', '/nowhere/'],
  ...parts().map(({ name }) => `/${name}/`),
  ...figureNames.map((name) => `/embed/${name}/`),
];

test.describe('Under the policy', () => {
  test.use({ allowConsole: [/404/] });

  test('no page has anything inline', async ({ request }) => {
    for (const address of pages) {
      const response = await request.get(address);
      const policy = response.headers()['content-security-policy']!;
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("worker-src 'self';");

      const html = await response.text();
      expect.soft(html, address).not.toMatch(/<[a-z][^<>]* style=/);
      expect.soft(html, address).not.toContain('<style');
      const inline = (html.match(/<script\b[^>]*>/g) ?? []).filter((tag) => !/ src=|ld\+json/.test(tag));
      expect.soft(inline, address).toEqual([]);
    }
  });
});

// One of each kind: an engine with its threads, strokes without a network, an optimiser of its own. Every other figure
// runs in its own tests, under the same policy.
for (const name of ['traversal', 'classical', 'style-transfer']) {
  test(`the figure ${name} runs under the policy, its threads included`, async ({ page }) => {
    const violations: string[] = [];
    await page.exposeFunction('violated', (what: string) => violations.push(what));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violatedDirective, blockedURI, sourceFile } = event;
        (window as unknown as { violated: (what: string) => void }).violated(
          `${violatedDirective}: ${blockedURI} (${sourceFile})`,
        );
      });
    });
    const figure = new FigurePage(page);
    await figure.open(name);
    const run = page.getByRole('button', { name: 'Run it' }).first();
    if ((await run.count()) > 0) {
      await run.click();
      if ((await figure.shell.count()) > 0) await figure.computed(1);
      else await expect(run).toBeHidden({ timeout: 45_000 });
    }
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(violations).toEqual([]);
  });
}
