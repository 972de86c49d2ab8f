import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { rounded } from '../kit/poster.ts';
import { defaults, net, pictureSide } from './state.ts';
import { Seen, type GramPoster, type Shown } from './view.ts';

/** What the default layer sees in the default picture. */
export async function makePoster({ frames, picture, address }: PosterTools): Promise<Poster<GramPoster>> {
  const pixels = await picture('styles', defaults.picture, pictureSide);
  const images: Record<string, PosterImage> = {};
  const run = frames('gram', { picture: pixels, model: net, layer: defaults.layer });
  const { value: frame } = await run.next();
  if (!frame) throw new Error('Expected the experiment to yield a frame, got none.');
  const view = new Seen(pixels, frame, 'kept').view(defaults);
  const filed = (name: 'picture' | 'matrix' | 'first' | 'second' | 'product'): Shown => {
    const rgba = view[name].rgba!;
    const length = Math.sqrt(rgba.length / 4);
    images[name] = { width: length, height: length, channels: 4, pixels: new Uint8Array(rgba) };
    return { src: address(name) };
  };
  return {
    data: {
      view: {
        ...view,
        entry: rounded([view.entry])[0]!,
        before: rounded([view.before])[0]!,
        picture: filed('picture'),
        matrix: filed('matrix'),
        first: filed('first'),
        second: filed('second'),
        product: filed('product'),
      },
    },
    images,
  };
}
