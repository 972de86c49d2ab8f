import type { ManipulationFrame } from '../../../lib/experiments/manipulation.ts';
import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { pictures } from '../shared/site-pictures/catalogue.ts';
import { configOf, model, side } from './state.ts';
import { stagesOf, type Stage } from './view.ts';

/** `content/posters/manipulation.json`: of each network where the rule stops and where it ends, as usual. */
export interface ManipulationPoster {
  nets: { stop?: Stage; now: Stage }[];
}

export async function makePoster({
  frames,
  picture,
  address,
}: PosterTools): Promise<Poster<ManipulationPoster>> {
  const choice = model.defaults;
  const folder = pictures.content.some(({ name }) => name === choice.picture) ? 'contents' : 'styles';
  const config = configOf(choice, await picture(folder, choice.picture, side));
  const all: ManipulationFrame[] = [];
  for await (const frame of frames('manipulation', config)) all.push(frame);
  const images: Record<string, PosterImage> = {};
  const drawn = (name: string, { rgba, step, times }: Stage): Stage => {
    images[name] = rgbaPoster(rgba!, side);
    return { src: address(name), step, times: Number(times.toPrecision(3)) };
  };
  const nets = ['standard', 'robust'].map((net, i) => {
    const { stop, now } = stagesOf(all, all.length - 1, i);
    return { ...(stop && { stop: drawn(`${net}-stop`, stop) }), now: drawn(`${net}-end`, now) };
  });
  return { data: { nets }, images };
}
