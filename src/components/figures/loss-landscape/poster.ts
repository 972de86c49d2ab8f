import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { rounded } from '../kit/poster.ts';
import { digitPixels } from '../shared/digits/digits.ts';
import type { LossGrid } from './grid.ts';
import { rasterise } from './raster.ts';
import { scaleOf } from './scale.ts';
import { model, netNames, steps } from './state.ts';
import { surfaces, survey } from './survey.ts';
import { marksOf, signs } from './marks.ts';
import { ground } from './terrain.ts';
import { readingOf, type LandscapePoster } from './view.ts';

/** Pixels a unit of the drawing: fine enough for a screen of twice as many. */
const fine = 1.75;

/** The usual digit's two surfaces, drawn by our own hand: there is no graphics processor where posters are made. */
export async function makePoster({ frames, digits, address }: PosterTools): Promise<Poster<LandscapePoster>> {
  const choice = { ...model.defaults, side: 81 as const };
  const image = digitPixels(digits, choice.digit, choice.pick);
  const surveys = await survey(frames, choice, image);
  const grids: LossGrid[] = [];
  for await (const chunk of surfaces(frames, choice, image, surveys))
    chunk.grids.forEach((grid, net) => grid && (grids[net] = grid));
  const scale = scaleOf(grids);
  const images: Record<string, PosterImage> = {};
  const nets = netNames.map((net, i) => {
    const [own, grid] = [surveys[i]!, grids[i]!];
    const meshes = { ...ground(grid, scale), ...signs(grid, scale, marksOf(own, choice, steps)) };
    const { width, height, rgba } = rasterise(Object.values(meshes), choice, fine);
    images[net] = { width, height, channels: 4, pixels: new Uint8Array(rgba) };
    const { profile, ...reading } = readingOf(own, grid, steps);
    const [at, shown, second] = rounded([reading.at, reading.shown, reading.second]);
    return {
      ...reading,
      ...{ at: at!, shown: shown!, second: second! },
      profile: { attack: rounded(profile.attack), second: rounded(profile.second) },
      src: address(net),
    };
  });
  return { data: { scale: { top: rounded([scale.top])[0]!, ticks: scale.ticks }, nets }, images };
}
