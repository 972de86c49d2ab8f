import index from '../../../../../content/pictures/index.json';
import type { Picture } from '../../../../lib/pictures/picture.ts';
import { fitted, resizePicture } from '../../../../lib/pictures/resize.ts';
import { loadPicture } from '../picture-input/load.ts';

/** One of the site's pictures. */
export interface PictureEntry {
  name: string;
  title: string;
  credit: string;
  /** Where it comes from. */
  source: string;
  licence: string;
}

export type Part = 'content' | 'style';

const urls = import.meta.glob<string>('../../../../../content/pictures/*/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
});

const folders = { content: 'contents', style: 'styles' } as const;

/** The site's pictures, in the order they are offered. */
export const pictures: Readonly<Record<Part, readonly PictureEntry[]>> = {
  content: index.contents,
  style: index.styles,
};

/** Where a picture's file is, relative to `content/pictures`. */
export const fileOf = (part: Part, name: string) => `${folders[part]}/${name}.jpg`;

/** The address of the full picture, fetched only when it is needed. */
export function urlOf(part: Part, name: string): string {
  return urls[`../../../../../content/pictures/${fileOf(part, name)}`]!;
}

/** One of the site's pictures, with this long side in pixels. */
export function sitePicture(
  part: Part,
  name: string,
  longSide: number,
  signal?: AbortSignal,
): Promise<Picture> {
  return loadPicture(urlOf(part, name), longSide, signal);
}

/** A picture at this long side; the content may grow to it, a style is never blown up. */
export function ownPicture(part: Part, picture: Picture, longSide: number): Picture {
  const has = Math.max(picture.width, picture.height);
  const { width, height } = fitted(
    picture.width,
    picture.height,
    part === 'style' ? Math.min(has, longSide) : longSide,
  );
  return resizePicture(picture, width, height);
}
