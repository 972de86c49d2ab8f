import type { Picture } from '../../../lib/pictures/picture.ts';
import { configOf as drawingOf, model as drawings } from '../class-from-noise/state.ts';
import { rgbaPoster, rounded, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { cifarClasses } from '../shared/networks/cifar10.ts';
import { configOf, kinds, model, type InterpolationState } from './state.ts';
import type { Shot } from './view.ts';

const rows = ['standard', 'robust'] as const;

/** The whole way between the two drawings that the figure begins with. */
export async function makePoster({ frames, last, address }: PosterTools): Promise<Poster<{ shots: Shot[] }>> {
  const { side } = kinds[model.defaults.at];
  const drawn = async (end: 'from' | 'to') => pictureOf((await last(...drawing(end))).views[1]!.image, side);
  const ends = [await drawn('from'), await drawn('to')] as const;
  const images: Record<string, PosterImage> = {};
  const keep = (name: string, image: Uint8ClampedArray) => {
    images[name] = rgbaPoster(image, side);
    return { src: address(name) };
  };
  const shots: Shot[] = [];
  for await (const { step, of, fade, views } of frames('interpolation', configOf(model.defaults, ends)))
    shots.push({
      step,
      share: rounded([step / of])[0]!,
      fade: keep(`fade-${step}`, fade),
      views: views.map(({ image, distance, began }, i) => ({
        ...keep(`${rows[i]}-${step}`, image),
        distance: rounded([distance])[0]!,
        began: rounded([began])[0]!,
      })),
    });
  return { data: { shots }, images };
}

/** The run that has drawn one end, as its own figure shows it. */
function drawing(end: 'from' | 'to') {
  const name = cifarClasses.find((each) => each === (model.defaults as InterpolationState)[end])!;
  return ['activationMaximisation', drawingOf({ ...drawings.defaults, class: name })] as const;
}

function pictureOf(rgba: Uint8ClampedArray, side: number): Picture {
  const pixels = Float32Array.from(
    { length: 3 * side * side },
    (_, i) => rgba[4 * Math.floor(i / 3) + (i % 3)]! / 255,
  );
  return { width: side, height: side, pixels };
}
