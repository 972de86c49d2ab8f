import { greyPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { fooling } from './frames.ts';
import { drawn, model } from './state.ts';
import { radiusIndex, tileOf, type FooledPoster, type Tile } from './view.ts';

/** Attacks the usual digits, and keeps what they are at the usual radius. */
export async function makePoster({ frames, digits, address }: PosterTools): Promise<Poster<FooledPoster>> {
  const images: Record<string, PosterImage> = {};
  const choice = model.defaults;
  let last;
  for await (last of fooling(frames, drawn(choice, digits)));
  const nets: Tile[][] = [[], []];
  for (const outcome of last!.done) {
    const { pixels, ...tile } = tileOf(outcome, radiusIndex(choice.eps));
    const name = `${outcome.net === 0 ? 'standard' : 'robust'}-${outcome.digit}`;
    images[name] = greyPoster(pixels!);
    nets[outcome.net]!.push({ ...tile, src: address(name) });
  }
  return { data: { nets }, images };
}
