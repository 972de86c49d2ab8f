// node scripts/site-check.mjs [folder]: every page of the built site is valid HTML, and every link
// within the site leads to a page, a file and a place in it that are there.
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { HtmlValidate } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { site } from './serve.mjs';
import { dist } from './tools.mjs';

const rules = {
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Safari takes a list without markers for none: the role says that it is one.
    'no-redundant-role': 'off',
    // A slider's label holds its <output> too; a label is that of the first control in it.
    'multiple-labeled-controls': 'off',
  },
};

/** What is wrong with the HTML of these files, a line each. */
async function faultsOfHtml(folder, pages) {
  const validator = new HtmlValidate(rules);
  const faults = [];
  for (const page of pages) {
    const { results } = await validator.validateFile(path.join(folder, page));
    for (const { line, column, ruleId, message, selector } of results.flatMap(({ messages }) => messages))
      faults.push(`${page}:${line}:${column} ${ruleId}: ${message} (${selector})`);
  }
  return faults;
}

/** The links within the site that lead nowhere, a line each. */
async function deadLinks(folder, pages) {
  const server = createServer(await site(folder));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}/`;
  const checker = new LinkChecker();
  const { links } = await checker.check({
    path: pages.map((page) => new URL(page.replace(/index\.html$/, '').replaceAll('\\', '/'), origin).href),
    recurse: true,
    checkFragments: true,
    checkCss: true,
    linksToSkip: [`^(?!${origin})`],
    // What the server says of them is for people: the page of what is not there links home.
    retry: false,
  });
  server.closeAllConnections();
  server.close();
  const here = links.filter(({ state }) => state !== 'SKIPPED');
  if (here.length < pages.length)
    return [`Expected to follow at least ${pages.length} links, got ${here.length}`];
  console.log(`${here.length} links within the site`);
  return here
    .filter(({ state }) => state === 'BROKEN')
    .map(({ url, parent, status, failureDetails: [detail] = [] }) => {
      const to = url.replace(origin, '/');
      return `${(parent ?? '').replace(origin, '/')} links to ${to}: ${detail?.message ?? `it answers ${status}`}`;
    });
}

/**
 * @param {string} folder the built site
 * @returns {Promise<string[]>} what is wrong with it, a line each
 */
export async function faultsOfSite(folder) {
  const pages = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.html')).sort();
  if (pages.length === 0) return [`Expected pages in ${folder}, got none: build the site first`];
  console.log(`${pages.length} pages`);
  return [...(await faultsOfHtml(folder, pages)), ...(await deadLinks(folder, pages))];
}

if (import.meta.main) {
  const faults = await faultsOfSite(path.resolve(process.argv[2] ?? dist));
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
