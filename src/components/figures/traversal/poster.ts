import { greyPoster, rounded, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { configOf, defaults, steps, stripFrames } from './state.ts';
import type { Shot, TraversalPoster, View } from './view.ts';

const nets = ['standard', 'robust'] as const;

/** Runs the default traversal, and keeps the film strip's frames. */
export async function makePoster({ frames, digits, address }: PosterTools): Promise<Poster<TraversalPoster>> {
  const images: Record<string, PosterImage> = {};
  const shots: Shot[] = [];
  for await (const frame of frames('traversal', configOf(defaults, digits))) {
    if (!stripFrames.includes(frame.step)) continue;
    const views = frame.views.map((view, i): View => {
      const name = `${nets[i]}-${frame.step}`;
      images[name] = greyPoster(view.image);
      return {
        src: address(name),
        logits: rounded(view.logits),
        judged: rounded(view.judged),
        highFrequency: rounded([view.highFrequency])[0]!,
      };
    });
    shots.push({ step: frame.step, views: views as [View, View] });
  }
  return { data: { steps, shots }, images };
}
