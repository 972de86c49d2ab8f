import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { cifarClasses, cifarReading, type CifarView } from '../shared/networks/cifar10.ts';
import { configOf, model, models, side } from './state.ts';

/** Draws every class once, with all else as usual. */
export async function makePoster({ last, address }: PosterTools): Promise<Poster<object>> {
  const images: Record<string, PosterImage> = {};
  const views: Record<string, CifarView[]> = {};
  for (const name of cifarClasses) {
    const frame = await last('activationMaximisation', configOf({ ...model.defaults, class: name }));
    views[name] = frame.views.map(({ image, probabilities }, i) => {
      const picture = `${name}-${models[i]}`;
      images[picture] = rgbaPoster(image, side);
      return { src: address(picture), ...cifarReading(probabilities) };
    });
  }
  return { data: { views }, images };
}
