import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultsOfSite } from '../../../scripts/site-check.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'site-'));
  await mkdir(path.join(folder, 'part'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>A page</title></head><body><main>${body}</main></body></html>`;
const write = (name: string, body: string) => writeFile(path.join(folder, name), page(body));

test('A site whose links lead somewhere has no faults', async () => {
  await write('index.html', '<h1>Home</h1><p><a href="/part/#place">To a place</a></p>');
  await write('part/index.html', '<h1 id="place">A place</h1><p><a href="/">Home</a></p>');
  expect(await faultsOfSite(folder)).toEqual([]);
});

test('A page, a file and a place that are not there are named, with the page that links to them', async () => {
  await write(
    'index.html',
    '<h1>Home</h1><p><a href="/gone/">Gone</a> <a href="/part/#nowhere">Nowhere</a></p>',
  );
  await write('part/index.html', '<h1>A part</h1><p><img src="/none.png" alt="None"></p>');
  expect((await faultsOfSite(folder)).sort()).toEqual([
    '/ links to /gone/: it answers 404',
    expect.stringMatching(/^\/ links to \/part\/#nowhere: .*nowhere/),
    '/part/ links to /none.png: it answers 404',
  ]);
});

test('HTML that is not valid is named by its place', async () => {
  await write('index.html', '<h1>Home</h1><p id="a">One<p id="a">Two<button>Press</button>');
  const faults = await faultsOfSite(folder);
  expect(faults).toContainEqual(expect.stringMatching(/^index\.html:\d+:\d+ no-dup-id: /));
});

test('A folder without pages is no site', async () => {
  expect(await faultsOfSite(folder)).toEqual([expect.stringContaining('build the site first')]);
});
