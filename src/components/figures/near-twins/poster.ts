import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { partOf } from '../shared/site-pictures/catalogue.ts';
import { changeOf } from '../shared/pictures/change.ts';
import { configOf, model, pairs } from './state.ts';
import type { PosterView, TwinsPoster } from './view.ts';

const folders = { content: 'contents', style: 'styles' } as const;

/** The usual pair at every radius, for the usual networks. */
export async function makePoster({ frames, picture, address }: PosterTools): Promise<Poster<TwinsPoster>> {
  const images: Record<string, PosterImage> = {};
  const choice = model.defaults;
  const draw = (name: string, rgba: Uint8ClampedArray) => {
    images[name] = rgbaPoster(rgba, choice.at);
    return address(name);
  };
  const [from, towards] = await Promise.all(
    [choice.from, choice.towards].map((name) => picture(folders[partOf(name)], name, choice.at)),
  );
  let first, last;
  for await (last of frames('inversion', configOf(choice, from!, towards!))) first ??= last;
  const nets = last!.views.map((views, net) =>
    views.map(({ image, distance, moved }, i): PosterView => {
      const name = `${net === 0 ? 'standard' : 'robust'}-${pairs[choice.at].radii[i]}`;
      const start = first!.views[net]![i]!;
      return {
        src: draw(name, image),
        change: draw(`${name}-change`, changeOf(image, start.image)),
        ...{ distance: short(distance), before: short(start.distance), moved: short(moved) },
      };
    }),
  );
  const shown = { from: draw('from', rgbaOf(from!)), towards: draw('towards', rgbaOf(towards!)) };
  return { data: { ...shown, nets }, images };
}

const short = (value: number) => Number(value.toPrecision(4));
