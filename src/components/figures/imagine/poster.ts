import type { ClassSynthesisView } from '../../../lib/experiments/class-synthesis.ts';
import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { cifarClasses, cifarReading, type CifarView } from '../shared/networks/cifar10.ts';
import { enlarged } from '../shared/pictures/enlarged.ts';
import { blurOf } from './blurs.ts';
import { configOf, model, models, side, wallOf } from './state.ts';

/** Times that a picture is enlarged. */
const times = 4;

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
        images[picture] = posterOf(view);
        return { src: address(picture, 'jpg'), ...cifarReading(view.probabilities) };
      });
    }
  }
  return { data: { views }, images };
}

function posterOf({ image }: ClassSynthesisView): PosterImage {
  const large = enlarged(image, side, times);
  return {
    width: large.side,
    height: large.side,
    channels: 4,
    pixels: new Uint8Array(large.rgba),
    format: 'jpg',
  };
}
