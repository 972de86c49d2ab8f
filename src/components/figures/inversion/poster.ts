import { patternNames, patternPicture } from '../../../lib/pictures/patterns.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { resizePicture } from '../../../lib/pictures/resize.ts';
import { rgbaOf } from '../../../lib/pictures/rgba.ts';
import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { sketchSheet } from '../finish-my-drawing/state.ts';
import { padSide } from '../shared/drawing/marks.ts';
import { readAt } from '../shared/drawing/rasterise.ts';
import { partOf } from '../shared/site-pictures/catalogue.ts';
import { configOf, drawing, model, models, patternSeed, sideOf, startsOf } from './state.ts';
import type { InversionPoster } from './view.ts';

const folders = { content: 'contents', style: 'styles' } as const;
/** Of a pattern's small picture. */
const thumb = 96;

/** The usual target from three starts, and the patterns to choose from. */
export async function makePoster({ last, picture, address }: PosterTools): Promise<Poster<InversionPoster>> {
  const images: Record<string, PosterImage> = {};
  const choice = model.defaults;
  const side = sideOf(choice);
  const draw = (name: string, rgba: Uint8ClampedArray, size = side) => {
    images[name] = { ...rgbaPoster(rgba, size), format: 'jpg' };
    return address(name, 'jpg');
  };
  const load = (name: string) => picture(folders[partOf(name)], name, side);
  const target = await load(choice.target);
  const names = startsOf(choice);
  const starts: (Picture | 'noise')[] = [];
  for (const name of names) starts.push(name === 'noise' ? name : await load(name));
  const frame = await last('inversion', configOf(choice, target, starts));
  const short = (value: number) => Number(value.toPrecision(3));
  const views = frame.views.map((row, net) =>
    row.map(({ image, distance, moved }, i) => ({
      src: draw(`${models[net]!.includes('robust') ? 'robust' : 'standard'}-${names[i]}`, image),
      distance: short(distance),
      moved: short(moved),
    })),
  );
  const patterns: Record<string, string> = Object.fromEntries(
    patternNames.map((name) => [
      name,
      draw(`pattern-${name}`, rgbaOf(patternPicture(name, thumb, patternSeed)), thumb),
    ]),
  );
  // What a drawing may be like.
  const sketch = resizePicture(readAt(sketchSheet('automobile'), padSide), thumb, thumb);
  patterns[drawing] = draw(drawing, rgbaOf(sketch), thumb);
  return { data: { target: draw('target', rgbaOf(target)), views, patterns }, images };
}
