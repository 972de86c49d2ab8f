import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { changeOf } from '../shared/pictures/change.ts';
import { partOf } from '../shared/site-pictures/catalogue.ts';
import { configOf, model, sideOf } from './state.ts';
import { mapOf, scaleOf, type RobustnessPoster } from './view.ts';

const folders = { content: 'contents', style: 'styles' } as const;

/** The usual network, layer and pictures, at the end of the run. */
export async function makePoster({
  frames,
  picture,
  address,
}: PosterTools): Promise<Poster<RobustnessPoster>> {
  const images: Record<string, PosterImage> = {};
  const choice = model.defaults;
  const side = sideOf(choice);
  const draw = (name: string, rgba: Uint8ClampedArray, size: number = side) => {
    images[name] = rgbaPoster(rgba, size);
    return address(name);
  };
  const [one, other] = await Promise.all(
    [choice.picture, choice.other].map((name) => picture(folders[partOf(name)], name, side)),
  );
  let first, last;
  for await (last of frames('layerRobustness', configOf(choice, one!, other!))) first ??= last;
  const { image, changed, apart, change, moved } = last!;
  const scale = scaleOf(last!);
  const data = {
    picture: draw('picture', rgbaOf(one!)),
    other: draw('other', rgbaOf(other!)),
    image: draw('perturbed', image),
    perturbation: draw('perturbation', changeOf(image, rgbaOf(one!))),
    changed: draw('changed', mapOf(changed, scale), changed.width),
    apart: draw('apart', mapOf(apart, scale), apart.width),
    places: changed.width,
    change: short(change),
    random: short(first!.change),
    moved: short(moved),
  };
  return { data, images };
}

const short = (value: number) => Number(value.toPrecision(4));
