import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const posters = readdirSync('content/posters');

describe.each(posters)('the poster %s', (file) => {
  const poster = read(`content/posters/${file}`);

  test('is of the weights that ship (if not: npm run figures)', () => {
    const models = Object.keys(poster.weights);
    const shipped = models.map((id) => [id, read(`public/weights/${id}/card.json`).shards[0].sha256]);
    expect(models).not.toEqual([]);
    expect(poster.weights).toEqual(Object.fromEntries(shipped));
  });

  test('names only pictures that are there', () => {
    const named = [...JSON.stringify(poster).matchAll(/"(posters\/[^"]+\.png)"/g)].map(([, path]) => path!);
    expect(named.filter((path) => !existsSync(`public/${path}`))).toEqual([]);
  });
});
