import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { cifarClasses, cifarReading, type CifarView } from '../shared/networks/cifar10.ts';
import { enlargedPoster } from '../shared/pictures/enlarged-poster.ts';
import { blurOf } from './blurs.ts';
import { configOf, model, models, side, wallOf } from './state.ts';

/** Draws the first picture of every class, and the whole wall of the usual one. */
export async function makePoster({ last, address }: PosterTools): Promise<Poster<object>> {
  const images: Record<string, PosterImage> = {};
  const views: Record<string, Record<number, CifarView[]>> = {};
  for (const name of cifarClasses) {
    const seeds = name === model.defaults.class ? wallOf(1) : [1];
    views[name] = {};
    for (const seed of seeds) {
      const choice = { ...model.defaults, class: name, seed };
      const frame = await last('classSynthesis', configOf(choice, [blurOf(name, seed)]));
      views[name][seed] = frame.views.map((view, i) => {
        const picture = `${name}-${seed}-${models[i]}`;
        images[picture] = enlargedPoster(view.image, side);
        return { src: address(picture, 'jpg'), ...cifarReading(view.probabilities) };
      });
    }
  }
  return { data: { views }, images };
}
