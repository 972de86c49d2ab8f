import { greyPoster, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { questions } from './questions.ts';
import { candidates, model } from './state.ts';
import type { Told } from './score.ts';

/** The sheet that stands there before a test, and on paper. */
export interface TestPoster {
  sheet: (Told & { src: string })[];
}

/** The usual twenty. */
export async function makePoster({ frames, digits, address }: PosterTools): Promise<Poster<TestPoster>> {
  const images: Record<string, PosterImage> = {};
  const choice = model.defaults;
  let last;
  for await (last of questions(frames, choice, candidates(choice, digits)));
  const sheet = last!.questions.map(({ image, ...told }, i) => {
    images[String(i + 1)] = greyPoster(image);
    return { ...told, src: address(String(i + 1)) };
  });
  return { data: { sheet }, images };
}
