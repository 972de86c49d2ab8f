import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifests } from '../../../src/components/figures/manifests.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const posters = readdirSync('content/posters');

describe.each(posters)('the poster %s', (file) => {
  const poster = read(`content/posters/${file}`);

  test('is of the weights and pictures that ship (if not: npm run figures)', () => {
    const { weights, pictures = {} } = poster;
    const [models, files] = [Object.keys(weights), Object.keys(pictures)];
    const shipped = models.map((id) => [id, read(`public/weights/${id}/card.json`).shards[0].sha256]);
    const shown = files.map((file) => [file, hashOf(`content/pictures/${file}`)]);
    // A figure that trains its own networks shows nothing of ours.
    const name = file.replace('.json', '');
    const isItsOwn = manifests.some((one) => name in one.posters && one.networks.length === 0);
    expect([...models, ...files].length > 0 || isItsOwn).toBe(true);
    expect(weights).toEqual(Object.fromEntries(shipped));
    expect(pictures).toEqual(Object.fromEntries(shown));
  });

  test('names only pictures that are there', () => {
    const named = [...JSON.stringify(poster).matchAll(/"(posters\/[^"]+\.(?:png|jpg|webp))"/g)].map(
      ([, path]) => path!,
    );
    expect(named.filter((path) => !existsSync(`public/${path}`))).toEqual([]);
  });
});

test('every picture of the pages is of a kind that the oldest browsers show: Safari knows AVIF since its 16th', () => {
  const folders = ['public/posters', 'public/atlas', 'content/pictures'];
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true }) as string[]);
  // A folder has no ending.
  expect(new Set(files.map((file) => extname(file)))).toEqual(
    new Set(['', '.json', '.jpg', '.png', '.webp']),
  );
});
