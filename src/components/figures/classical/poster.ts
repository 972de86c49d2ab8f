import { methods, type MethodName } from '../../../lib/classical/methods.ts';
import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { configOf, paintingSize } from './config.ts';
import { beginning, defaultsOf, methodViews, type ClassicalState } from './state.ts';

/** `content/posters/classical.json`: the paintings of the default state. */
export interface ClassicalPoster {
  /** Addresses from the site's root, by painter. */
  paintings: Record<MethodName, string>;
}

/** Lets every painter finish its painting of the pair that the figure begins with. */
export async function makePoster({ picture, address }: PosterTools): Promise<Poster<ClassicalPoster>> {
  const state = defaultsOf({ contents: [beginning.content], styles: [beginning.style] });
  const pair = {
    content: await picture('contents', state.content, paintingSize),
    style: await picture('styles', state.style, paintingSize),
  };
  const paintings: Record<string, string> = {};
  const images: Record<string, PosterImage> = {};
  for (const { name } of methodViews) {
    images[name] = finished(name, state, pair);
    paintings[name] = address(name, 'jpg');
  }
  return { data: { paintings: paintings as Record<MethodName, string> }, images };
}

function finished<Name extends MethodName>(
  name: Name,
  state: ClassicalState,
  pair: Parameters<typeof configOf>[2],
): PosterImage {
  let last: PosterImage | undefined;
  for (const { step, of, canvas } of methods[name](configOf(name, state, pair))) {
    if (step < of) continue;
    last = {
      width: canvas.width,
      height: canvas.height,
      channels: 4,
      pixels: new Uint8Array(rgbaOf(canvas).buffer),
      format: 'jpg',
    };
  }
  return last!;
}
