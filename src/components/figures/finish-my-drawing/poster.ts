import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { padSide } from '../shared/drawing/marks.ts';
import { cifarReading, type CifarView } from '../shared/networks/cifar10.ts';
import { enlargedPoster } from '../shared/pictures/enlarged-poster.ts';
import { sketchNames } from './sketches.ts';
import { configOf, model, models, side, sketchSheet } from './state.ts';

/** Finishes every sketch as what it is. */
export async function makePoster({ last, address }: PosterTools): Promise<Poster<object>> {
  const images: Record<string, PosterImage> = {};
  const views: Record<string, CifarView[]> = {};
  for (const name of sketchNames) {
    const frame = await last('classSynthesis', configOf({ ...model.defaults, class: name, sketch: name }));
    views[name] = frame.views.map(({ image, probabilities }, i) => {
      const picture = `${name}-${models[i]}`;
      images[picture] = enlargedPoster(image, side);
      return { src: address(picture, 'jpg'), ...cifarReading(probabilities) };
    });
  }
  images['drawing'] = {
    width: padSide,
    height: padSide,
    channels: 4,
    pixels: new Uint8Array(sketchSheet(model.defaults.sketch)),
  };
  return { data: { views, drawing: address('drawing') }, images };
}
