import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { configOf, model, models, readingOf, side, type ClassPoster } from './state.ts';

/** Draws every class once, with all else as usual. */
export async function makePoster({ frames, address }: PosterTools): Promise<Poster<ClassPoster>> {
  const images: Record<string, PosterImage> = {};
  const views: ClassPoster['views'] = {};
  for (const name of cifarClasses) {
    for await (const frame of frames(
      'activationMaximisation',
      configOf({ ...model.defaults, class: name }),
    )) {
      if (frame.step < frame.of) continue;
      views[name] = frame.views.map(({ image, probabilities }, i) => {
        const picture = `${name}-${models[i]}`;
        images[picture] = rgbaPoster(image, side);
        return { src: address(picture), ...readingOf(probabilities) };
      });
    }
  }
  return { data: { views }, images };
}
