// node scripts/bundle.mjs [folder] [--out file.zip]
// Packs the built site into one ZIP that any web server can serve, unpacked. The same site gives the same bytes.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { dist, root } from './tools.mjs';

/** What ZIP would only make larger. */
const isPacked = (name) => /\.(jpg|png|webp|woff2|pdf)$/.test(name);

/** The first moment that a ZIP can name, in the computer's own time, which is what it holds. */
const always = new Date(1980, 0, 1);

/** The folder that the site was built for, such as '/' or '/robust/': the build says it in its headers. */
function baseOf(headers) {
  const base = /^(\/.*)_astro\/\*$/m.exec(headers)?.[1];
  if (base === undefined) throw new Error('Expected _headers to name the folder _astro, got none.');
  return base;
}

async function read(folder) {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
      .sort();
  } catch {
    throw new Error(`There is no built site in ${folder}: run \`npm run build\` first.`);
  }
}

/**
 * The ZIP of a built site: one folder, with the site where its addresses expect it, what serves it, and the licences.
 * @param {string} folder
 * @returns {Promise<Uint8Array>}
 */
export async function bundle(folder = dist) {
  const names = await read(folder);
  const headers = await readFile(path.join(folder, '_headers'), 'utf8');
  const base = baseOf(headers).slice(1);
  const filled = async (name) =>
    Buffer.from((await readFile(path.join(root, 'scripts/bundle', name), 'utf8')).replaceAll('BASE', base));

  const files = new Map([
    ['_headers', Buffer.from(headers)],
    ['LICENSE.md', await readFile(path.join(root, 'LICENSE.md'))],
    ['README.txt', await filled('README.txt')],
    ['serve.py', await filled('serve.py')],
  ]);
  for (const name of names)
    if (name !== '_headers') files.set(`${base}${name}`, await readFile(path.join(folder, name)));

  const top = 'what-robust-networks-see/';
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      sorted.map(([name, bytes]) => [
        top + name,
        [bytes, { level: isPacked(name) ? 0 : 9, mtime: always, os: 3, attrs: 0o644 << 16 }],
      ]),
    ),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { parseArgs } = await import('node:util');
  const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
  try {
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const out = values.out ?? path.join(root, `what-robust-networks-see-${version}.zip`);
    const bytes = await bundle(positionals[0]);
    await writeFile(out, bytes);
    console.log(`${path.relative(process.cwd(), out)}: ${(bytes.length / 1e6).toFixed(1)} MB`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
