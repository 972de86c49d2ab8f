import type { AttackFrame } from '../../../lib/experiments/attack.ts';
import { digitPixels } from '../shared/digits/digits.ts';
import { greyPoster, rounded, type Poster, type PosterImage, type PosterTools } from '../kit/poster.ts';
import { finest, GridBuilder, mapPixels, mapSide, outlineOf, type Grid } from './regions.ts';
import { sliceOf } from './slice.ts';
import { configOf, defaults, epsOf, judge, models, nets, type Point } from './state.ts';
import { netView, type AttackPoster, type Coloured, type NetView } from './view.ts';

/** Runs the default attack and reads its two slices. */
export async function makePoster({
  frames,
  last,
  digits,
  address,
}: PosterTools): Promise<Poster<AttackPoster>> {
  const digit = digitPixels(digits, defaults.digit, defaults.pick);
  const path: AttackFrame[] = [];
  for await (const frame of frames('attack', configOf(defaults, digit))) path.push(frame);
  const judgeOf = async (image: Float32Array) =>
    (await last('predict', { image, models: [judge] })).readings[0]!;
  const judgedBefore = await judgeOf(digit);

  const images: Record<string, PosterImage> = { digit: greyPoster(digit) };
  const coloured = (name: string, { rgba }: Coloured, side: number): { src: string } => {
    images[name] = { width: side, height: side, channels: 4, pixels: new Uint8Array(rgba!) };
    return { src: address(name) };
  };

  const data: AttackPoster = { nets: [] };
  for (const [i, net] of nets.entries()) {
    const slice = sliceOf(path, i, defaults.norm, epsOf(defaults));
    const { u, v, centre, extent } = slice;
    const builder = new GridBuilder();
    let grid: Grid | undefined;
    for await (const chunk of frames('plane', {
      origin: digit,
      u,
      v,
      centre,
      extent,
      side: finest,
      model: models[i]!,
    })) {
      grid = builder.add(chunk) ?? grid;
    }
    const shown = path.length - 1;
    const live = netView(
      { digit, frames: path, shown, slice, path, clean: undefined, judged: undefined },
      i,
      defaults,
      null,
      undefined,
    );
    images[`${net}-attacked`] = greyPoster(live.image.pixels!);
    const judged = { before: judgedBefore, after: await judgeOf(path[shown]!.views[i]!.image) };
    const view: NetView = {
      ...small({ ...live, judged }),
      digit: { src: address('digit') },
      image: { src: address(`${net}-attacked`) },
      delta: coloured(`${net}-delta`, live.delta, 28),
    };
    const map = coloured(`${net}-map`, { rgba: mapPixels(grid!, defaults.digit, mapSide) }, mapSide);
    data.nets.push({ view, map: { ...map, ...outlineOf(grid!, defaults.digit) } });
  }
  return { data, images };
}

/** The same, with numbers as short as a drawing needs. */
function small(view: NetView): NetView {
  const pair = (point: Point): Point => [Number(point[0].toFixed(3)), Number(point[1].toFixed(3))];
  const slice = view.slice!;
  const probabilities = (all: ArrayLike<number>[]) =>
    all.map((one) => Array.from(one, (value) => Number(value.toFixed(3))));
  return {
    ...view,
    size: rounded([view.size])[0]!,
    before: probabilities(view.before),
    after: probabilities(view.after),
    judged: {
      before: probabilities([view.judged.before!])[0]!,
      after: probabilities([view.judged.after!])[0]!,
    },
    fact: Object.fromEntries(
      Object.entries(view.fact!).map(([key, value]) => [key, rounded([value])[0]]),
    ) as unknown as NetView['fact'],
    slice: {
      ...slice,
      centre: pair(slice.centre),
      extent: rounded([slice.extent])[0]!,
      held: rounded([slice.held])[0]!,
      corners: slice.corners.map(pair),
      moves: slice.moves.map(({ stepped, after }) => ({ stepped: pair(stepped), after: pair(after) })),
    },
  };
}
