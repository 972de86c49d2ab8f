import type { Picture } from '../../../../lib/pictures/picture.ts';
import { squareOf } from '../../../../lib/pictures/crop.ts';
import { fitted, resizePicture } from '../../../../lib/pictures/resize.ts';
import { loadPicture } from '../picture-input/load.ts';
import type { OwnPicture } from '../picture-input/read.ts';
import { fileOf, partOf, type Part } from './catalogue.ts';
import { own } from './own.ts';

const urls = import.meta.glob<string>('../../../../../content/pictures/*/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
});

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

/** The picture chosen by name, the site's or `mine`, at this long side. */
export function chosenPicture(
  part: Part,
  name: string,
  mine: OwnPicture | undefined,
  longSide: number,
  signal?: AbortSignal,
): Promise<Picture> {
  return name === own && mine
    ? Promise.resolve(ownPicture(part, mine.picture, longSide))
    : sitePicture(part, name, longSide, signal);
}

/** The same as a square, whatever part the site's picture is of: cut from the middle, blown up where it is small. */
export async function chosenSquare(
  name: string,
  mine: OwnPicture | undefined,
  side: number,
  signal?: AbortSignal,
): Promise<Picture> {
  if (name === own && mine) return squareOf(mine.picture, side);
  return loadPicture(urlOf(partOf(name), name), { width: side, height: side }, signal);
}
