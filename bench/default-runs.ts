// What each figure of the part on representations computes when a reader presses Run it and has changed nothing.
import { readFile } from 'node:fs/promises';
import { configOf as featuresOf } from '../src/components/figures/features/config.ts';
import * as features from '../src/components/figures/features/state.ts';
import * as noise from '../src/components/figures/class-from-noise/state.ts';
import * as drawing from '../src/components/figures/finish-my-drawing/state.ts';
import { blurOf } from '../src/components/figures/imagine/blurs.ts';
import * as imagine from '../src/components/figures/imagine/state.ts';
import { drawingAddress } from '../src/components/figures/interpolation/pictures.ts';
import * as interpolation from '../src/components/figures/interpolation/state.ts';
import * as inversion from '../src/components/figures/inversion/state.ts';
import * as manipulation from '../src/components/figures/manipulation/state.ts';
import * as twins from '../src/components/figures/near-twins/state.ts';
import * as paintIn from '../src/components/figures/paint-it-in/state.ts';
import { partOf } from '../src/components/figures/shared/site-pictures/catalogue.ts';
import type { ConfigOf } from '../src/lib/engine/experiment.ts';
import type { Experiments } from '../src/lib/experiments/index.ts';
import type { Picture } from '../src/lib/pictures/picture.ts';
import { pictureFile, squareOf } from '../scripts/site-picture.ts';

type Name =
  | 'inversion'
  | 'interpolation'
  | 'activationMaximisation'
  | 'classSynthesis'
  | 'manipulation'
  | 'maskedPainting';
export type Run = { [Each in Name]: { experiment: Each; config: ConfigOf<Experiments[Each]> } }[Name];

const folders = { content: 'contents', style: 'styles' } as const;
const site = async (name: string, side: number): Promise<Picture> =>
  squareOf(await pictureFile(`${folders[partOf(name)]}/${name}`), side);
const drawn = async (name: string): Promise<Picture> =>
  squareOf(await readFile(new URL(`../public/${drawingAddress(name)}`, import.meta.url)), 32);

/** By the figure's name. */
export const defaultRuns = {
  'near-twins': async () => {
    const { model, configOf } = twins;
    const { from, towards, at } = model.defaults;
    const [kept, wanted] = await Promise.all([site(from, at), site(towards, at)]);
    return { experiment: 'inversion', config: configOf(model.defaults, kept, wanted) };
  },
  inversion: async () => {
    const { model, configOf, sideOf, startsOf } = inversion;
    const side = sideOf(model.defaults);
    const load = async (name: string) => (name === 'noise' ? name : site(name, side));
    const [target, ...starts] = await Promise.all(
      [model.defaults.target, ...startsOf(model.defaults)].map(load),
    );
    return { experiment: 'inversion', config: configOf(model.defaults, target as Picture, starts) };
  },
  interpolation: async () => {
    const { model, configOf } = interpolation;
    const { from, to } = model.defaults;
    return {
      experiment: 'interpolation',
      config: configOf(model.defaults, await Promise.all([drawn(from), drawn(to)])),
    };
  },
  features: async () => ({
    experiment: 'activationMaximisation',
    config: featuresOf(features.model.defaults, 'noise'),
  }),
  'class-from-noise': async () => ({
    experiment: 'activationMaximisation',
    config: noise.configOf(noise.model.defaults),
  }),
  imagine: async () => {
    const { model, configOf, seedsOf } = imagine;
    const starts = seedsOf(model.defaults).map((seed) => blurOf(model.defaults.class, seed));
    return { experiment: 'classSynthesis', config: configOf(model.defaults, starts) };
  },
  manipulation: async () => {
    const { model, configOf, side } = manipulation;
    const config = configOf(model.defaults, await site(model.defaults.picture, side));
    return { experiment: 'manipulation', config };
  },
  'paint-it-in': async () => {
    const { model, configOf, models, longSide } = paintIn;
    const base = await site(model.defaults.picture, longSide);
    const config = configOf(
      model.defaults,
      models.map(() => base),
    );
    return { experiment: 'maskedPainting', config };
  },
  'finish-my-drawing': async () => ({
    experiment: 'classSynthesis',
    config: drawing.configOf(drawing.model.defaults),
  }),
} satisfies Record<string, () => Promise<Run>>;

export type DefaultRun = keyof typeof defaultRuns;
