import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from '../../../scripts/bundle.mjs';
import { headersFile } from '../../../scripts/headers.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'bundle-'));
  await mkdir(path.join(folder, 'style'));
  await writeFile(path.join(folder, 'style/index.html'), '<p>Style</p>');
  await writeFile(path.join(folder, 'index.html'), '<p>Cover</p>');
});
afterEach(() => rm(folder, { recursive: true }));

test('A site is packed into one folder, with what serves it, in the same bytes each time', async () => {
  await writeFile(path.join(folder, '_headers'), headersFile('/'));
  const bytes = await bundle(folder);
  expect(Buffer.compare(bytes, await bundle(folder))).toBe(0);
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(
    ['LICENSE.md', 'README.txt', '_headers', 'index.html', 'serve.py', 'style/index.html'].map(
      (name) => `what-robust-networks-see/${name}`,
    ),
  );
  expect(strFromU8(files['what-robust-networks-see/style/index.html']!)).toBe('<p>Style</p>');
});

test('A site that was built for a folder stands in that folder', async () => {
  await writeFile(path.join(folder, '_headers'), headersFile('/robust/'));
  const files = unzipSync(await bundle(folder));
  expect(Object.keys(files)).toContain('what-robust-networks-see/robust/index.html');
  expect(strFromU8(files['what-robust-networks-see/README.txt']!)).toContain('http://localhost:8000/robust/');
});

test('Without a built site it says so', async () => {
  await expect(bundle(path.join(folder, 'nothing'))).rejects.toThrow('run `npm run build` first');
});
