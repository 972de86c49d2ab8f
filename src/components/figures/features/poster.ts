import { rgbaPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { configOf } from './config.ts';
import { columns, kinds } from './kinds.ts';
import { model } from './state.ts';
import { saying, type UnitView } from './view.ts';

/** Draws the unit that the figure begins with; the others are in the atlas. */
export async function makePoster({ last, address }: PosterTools): Promise<Poster<{ views: UnitView[] }>> {
  const { of } = model.defaults;
  const frame = await last('activationMaximisation', configOf(model.defaults, 'noise'));
  const images: Record<string, PosterImage> = {};
  const views = frame.views.map((view, i) => {
    const column = columns[i]!;
    images[column] = rgbaPoster(view.image, kinds[of].side);
    return { src: address(column), says: saying(of, view) };
  });
  return { data: { views }, images };
}
