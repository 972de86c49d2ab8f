import index from '../../../../../content/pictures/index.json' with { type: 'json' };

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

const folders = { content: 'contents', style: 'styles' } as const;

/** The site's pictures, in the order they are offered. */
export const pictures: Readonly<Record<Part, readonly PictureEntry[]>> = {
  content: index.contents,
  style: index.styles,
};

/** All of them, contents first. */
export const sitePictures: readonly PictureEntry[] = [...pictures.content, ...pictures.style];

/** Where a picture's file is, relative to `content/pictures`. */
export const fileOf = (part: Part, name: string) => `${folders[part]}/${name}.jpg`;

/** What a picture of this name is. */
export const partOf = (name: string): Part =>
  pictures.style.some((picture) => picture.name === name) ? 'style' : 'content';
