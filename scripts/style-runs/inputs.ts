// What every long series of style transfers begins with: the site's pairs of pictures, their files' sums and the networks'.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Card } from '../../src/lib/engine/card.ts';
import { resizePicture } from '../../src/lib/pictures/resize.ts';
import type { Picture } from '../../src/lib/pictures/picture.ts';

const root = new URL('../../', import.meta.url);

/** By name, without folder and ending. */
export interface Pair {
  content: string;
  style: string;
}

/** As training/style/variants.py pairs them: each content once before any comes again. */
const contents = ['nagasaki-boats', 'black-canyon', 'dust-bowl-home', 'allium'];

/** Every content with every style, in the order in which a series that stops early should take them. */
export async function sitePairs(): Promise<Pair[]> {
  const index = await readFile(new URL('content/pictures/index.json', root), 'utf8');
  const styles = (JSON.parse(index).styles as { name: string }[]).map(({ name }) => name);
  return styles.flatMap((_, turn) =>
    contents.map((content, i) => ({ content, style: styles[(i + turn) % styles.length]! })),
  );
}

/** The two files of a pair, the content first: their paths under content/pictures, and their bytes. */
export async function filesOf({ content, style }: Pair): Promise<{ path: string; bytes: Buffer }[]> {
  const paths = [`contents/${content}.jpg`, `styles/${style}.jpg`];
  return Promise.all(
    paths.map(async (path) => ({
      path,
      bytes: await readFile(new URL(`content/pictures/${path}`, root)),
    })),
  );
}

/** SHA-256, in hexadecimal. */
export const sumOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The SHA-256 of a model's first shard; of a network that learned nothing, its id says it all. */
export async function weightsOf(id: string): Promise<string> {
  if (id.startsWith('untrained-')) return id;
  const card = JSON.parse(await readFile(new URL(`public/weights/${id}/card.json`, root), 'utf8')) as Card;
  return card.shards[0]!.sha256;
}

/** As training.style.variants reads them: square, by bicubic interpolation. */
export async function squarePicture(file: Buffer, side: number): Promise<Picture> {
  const { data, info } = await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const pixels = Float32Array.from(data, (byte) => byte / 255);
  return resizePicture({ width: info.width, height: info.height, pixels }, side, side);
}
