import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  greyPoster,
  rgbaPoster,
  rounded,
  type Poster,
  type PosterImage,
  type PosterTools,
} from '../kit/poster.ts';
import { unpackTenThousand } from '../shared/digits/ten-thousand.ts';
import { configOf, defaults, epsOf, nets } from './state.ts';
import { kernelsSide, lossesIn, measuredIn, netShot, type TrainPoster } from './view.ts';
import type { TrainingFrame } from '../../../lib/experiments/training.ts';

/** Trains the default pair to the end. */
export async function makePoster({ frames, address }: PosterTools): Promise<Poster<TrainPoster>> {
  const bytes = await readFile(join(process.cwd(), 'public/digits/ten-thousand.bin'));
  const digits = await unpackTenThousand(new Uint8Array(bytes));
  const seen: Omit<TrainingFrame, 'checkpoint'>[] = [];
  for await (const { checkpoint: _, ...frame } of frames(
    'training',
    configOf(defaults, digits, epsOf(defaults)),
  ))
    seen.push(frame);
  const images: Record<string, PosterImage> = {};
  const last = seen.at(-1)!;
  const poster = last.views.map((view, i) => {
    const { kernels, gradients, attacked, probabilities } = netShot(view);
    const place = (name: string, image: PosterImage) => {
      images[`${nets[i]}-${name}`] = image;
      return { src: address(`${nets[i]}-${name}`) };
    };
    return {
      kernels: place('kernels', rgbaPoster(kernels.rgba!, kernelsSide(defaults.width))),
      gradients: gradients.map(({ rgba }, k) => place(`gradient-${k}`, rgbaPoster(rgba!, 28))),
      attacked: place('attacked', greyPoster(attacked.pixels!)),
      probabilities: rounded(probabilities),
    };
  });
  // Every third is enough for a line.
  const losses = lossesIn(seen).filter((_, i) => i % 3 === 0);
  const short = losses.map(({ step, nets }) => ({ step, nets: rounded(nets) }));
  return { data: { seen: last.seen, nets: poster, measured: measuredIn(seen), losses: short }, images };
}
