import { cifarClasses } from '../shared/networks/cifar10.ts';
import { sitePictures, type PictureEntry } from '../shared/site-pictures/catalogue.ts';

export const sizes = ['small', 'large'] as const;
/** That of CIFAR-10’s photographs, or that of the larger ones. */
export type Size = (typeof sizes)[number];

type Offered = Pick<PictureEntry, 'name' | 'title' | 'credit'>;

/** What a third network, the robust VGG, draws of each class of CIFAR-10: colour pictures of things, of 32 pixels. */
const drawn: readonly Offered[] = cifarClasses.map((name) => ({
  name,
  title: `${name}, drawn`,
  credit: 'By a network of ours: the robust VGG, from noise.',
}));

/** The pictures that a reader can choose, besides those of their own. */
export const offered: Readonly<Record<Size, readonly Offered[]>> = {
  small: [...drawn, ...sitePictures],
  large: sitePictures,
};

export const isDrawn = (name: string): boolean => drawn.some((picture) => picture.name === name);

/** Where a drawing's file is, from the site's root: the figure that draws the classes has it as its poster. */
export const drawingAddress = (name: string): string =>
  `posters/class-from-noise-${name}-cifar-vgg-robust.png`;
