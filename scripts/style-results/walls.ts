// What the page shows of it: all pairs of a variant in one picture, a row for each photograph and a column for each style.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Pair } from '../style-runs/inputs.ts';
import type { VariantName } from '../converged/variants.ts';
import type { Result } from './publish.ts';

/** Of a picture on a wall, in pixels. */
const side = 128;
/** The variants whose walls are shown, from the top; those that lack a pair are left out. */
const shown: readonly VariantName[] = ['standard', 'robust', 'vgg', 'photos-standard', 'photos-robust'];
/** As low as strokes stay strokes. */
const quality = 65;

/** From the site's root. */
const fileOf = (name: VariantName) => `posters/converged/${name}.webp`;

/** Writes public/posters/converged/ and content/posters/converged.json. @param pairs what a whole wall has */
export async function writeWalls(
  root: URL,
  results: readonly Result[],
  pairs: readonly Pair[],
): Promise<void> {
  const folder = new URL('public/posters/converged/', root);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) await rm(new URL(file, folder));
  const contents = [...new Set(pairs.map(({ content }) => content))];
  const styles = [...new Set(pairs.map(({ style }) => style))];
  const whole = shown.filter(
    (name) => results.filter(({ called }) => called === name).length === pairs.length,
  );
  let bytes = 0;
  for (const name of whole) {
    const tiles = await Promise.all(
      results
        .filter(({ called }) => called === name)
        .map(async ({ content, style, picture }) => ({
          input: await sharp(picture.pathname).resize(side, side).toBuffer(),
          left: styles.indexOf(style) * side,
          top: contents.indexOf(content) * side,
        })),
    );
    const [width, height] = [styles.length * side, contents.length * side];
    const wall = sharp({ create: { width, height, channels: 3, background: '#000' } }).composite(tiles);
    const file = await wall.webp({ quality, effort: 6, smartSubsample: true }).toBuffer();
    await writeFile(new URL(`public/${fileOf(name)}`, root), file);
    bytes += file.length;
  }
  const used = results.filter(({ called }) => whole.includes(called));
  const poster = {
    by: 'npm run style-results',
    weights: Object.assign({}, ...used.map(({ weights }) => weights)),
    pictures: Object.assign({}, ...used.map(({ pictures }) => pictures)),
    ...{ side, contents, styles, walls: Object.fromEntries(whole.map((name) => [name, fileOf(name)])) },
  };
  await writeFile(new URL('content/posters/converged.json', root), `${JSON.stringify(poster)}\n`);
  console.log(`${whole.length} walls, ${Math.round(bytes / 1000)} kB`);
}
