import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { laidOn, patched } from './laid-on.ts';
import { readingOf, type Reading } from './reading.ts';
import { configOf, longSide, model, models } from './state.ts';

/** `content/posters/paint-it-in.json`: what each network has painted of the usual choices. */
export interface PaintInPoster {
  /** In the order of the models; `src` from the site's root. */
  views: (Reading & { src: string })[];
}

export async function makePoster({ frames, picture, address }: PosterTools): Promise<Poster<PaintInPoster>> {
  const choice = model.defaults;
  const base = await picture('contents', choice.picture, longSide);
  const config = configOf(
    choice,
    models.map(() => base),
  );
  const { width, height } = config.pictures[0]!;
  let first, last;
  for await (const frame of frames('maskedPainting', config)) {
    first ??= frame;
    last = frame;
  }
  const images: Record<string, PosterImage> = {};
  const views = models.map((name, i) => {
    const { pixels, probabilities } = last!.views[i]!;
    const before = first!.views[i]!.pixels;
    const difference = pixels.map((now, at) => now - before[at]!);
    const { window } = last!;
    const painted = patched(base, laidOn(base, { width, height, window, difference }));
    images[name] = {
      width: base.width,
      height: base.height,
      channels: 4,
      pixels: new Uint8Array(rgbaOf(painted).buffer),
      format: 'jpg',
    };
    return { src: address(name, 'jpg'), ...readingOf(probabilities!) };
  });
  return { data: { views }, images };
}
