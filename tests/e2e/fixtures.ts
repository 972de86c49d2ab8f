import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page, type Request } from '@playwright/test';

export interface SiteOptions {
  /**
   * What this test may see go wrong without failing, each matched against a line such as
   * "console error: …", "page error: …" or "request failed: GET http://…: 404".
   */
  allowConsole: RegExp[];
}

interface SiteFixtures {
  /** Runs for every test: a console error, page error, failed or third-party request fails it. */
  quiet: undefined;
}

/** A request that was cancelled, by us or by leaving the page, has not failed. */
const wasCancelled = (request: Request) => request.failure()?.errorText === 'net::ERR_ABORTED';

/**
 * Playwright's `test`, on a site that promises to be quiet and to keep to itself. It watches the
 * whole browser context: popups, embedded pages and workers too.
 */
export const test = base.extend<SiteOptions & SiteFixtures>({
  allowConsole: [[], { option: true }],

  quiet: [
    async ({ context, baseURL, allowConsole }, use) => {
      const { origin } = new URL(baseURL ?? 'http://localhost');
      const lines: string[] = [];
      const strangers: string[] = [];
      const isOurs = (url: string) => new URL(url).origin === origin;

      context.on('console', (message) => {
        if (message.type() === 'error')
          lines.push(`console error: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => lines.push(`page error: ${error.error().message}`));
      context.on('request', (request) => {
        if (/^(https?|wss?):/.test(request.url()) && !isOurs(request.url())) strangers.push(request.url());
      });
      context.on('requestfailed', (request) => {
        if (isOurs(request.url()) && !wasCancelled(request)) {
          lines.push(`request failed: ${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
        }
      });
      context.on('response', (response) => {
        if (response.status() >= 400 && isOurs(response.url())) {
          lines.push(
            `request failed: ${response.request().method()} ${response.url()}: ${response.status()}`,
          );
        }
      });

      await use(undefined);

      const surprises = lines.filter((line) => !allowConsole.some((allowed) => allowed.test(line)));
      expect(strangers, 'requests to third parties').toEqual([]);
      expect(surprises, 'errors the reader could see in the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until a long page has laid out all of it: what it has not has no size, and axe-core passes over it. */
export const laidOut = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('.prose > *')].every(
      (block) => getComputedStyle(block).contentVisibility !== 'auto',
    ),
  );

/**
 * What axe-core finds wrong on the page, or in the part of it that a CSS selector names, and not in
 * what another selector leaves out, as short objects that read well in a failed `expect(await axe(page)).toEqual([])`.
 */
export async function axe(page: Page, within?: string, without?: string) {
  return findings(page, new AxeBuilder({ page }), within, without);
}

/** Which targets are too small for a finger, or too close together: a rule that axe-core leaves out unless asked. */
export async function smallTargets(page: Page, within?: string, without?: string) {
  return findings(page, new AxeBuilder({ page }).withRules(['target-size']), within, without);
}

async function findings(page: Page, builder: AxeBuilder, within?: string, without?: string) {
  await laidOut(page);
  if (without) builder.exclude(without);
  if (within) builder.include(within);
  const { violations } = await builder.analyze();
  return violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    where: nodes.map((node) => node.target.join(' ')),
  }));
}

export interface LoadedFile {
  url: string;
  path: string;
  /** document, stylesheet, script, font, image, fetch, … as Playwright names it. */
  type: string;
  /** Bytes before compression. */
  bytes: number;
  /** Bytes as gzip, which is what a careful host sends for text. */
  gzip: number;
  body: Buffer;
}

/**
 * Notes every file that the page asks for from now on. Call it before `page.goto`; the function
 * it gives back fetches each file once more and weighs it.
 */
export function collectFiles(page: Page): () => Promise<LoadedFile[]> {
  const seen = new Map<string, string>();
  page.on('request', (request) => {
    if (request.url().startsWith('http')) seen.set(request.url().replace(/#.*$/, ''), request.resourceType());
  });
  return () =>
    Promise.all(
      [...seen].map(async ([url, type]) => {
        const body = await (await page.request.get(url)).body();
        return {
          url,
          path: new URL(url).pathname,
          type,
          bytes: body.length,
          gzip: gzipSync(body).length,
          body,
        };
      }),
    );
}
