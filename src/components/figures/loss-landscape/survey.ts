import type { AttackFrame } from '../../../lib/experiments/attack.ts';
import type { PlaneConfig, PlaneFrame } from '../../../lib/experiments/plane.ts';
import { flatten } from '../attack/slice.ts';
import type { PosterTools } from '../kit/poster.ts';
import { best } from '../shared/digits/reading.ts';
import { planeOf, type Plane } from './directions.ts';
import { LossGridBuilder, type LossGrid } from './grid.ts';
import { attackOf, epsOf, kinds, netNames, span, steps, type LandscapeState } from './state.ts';

/** Runs an experiment: the page's engine, or the scripts'. */
export type Frames = PosterTools['frames'];

/** What has to be known of a network before its loss can be read over a plane. */
export interface Survey {
  /** The class whose loss it is: what a digit is, or what this network reads in a picture. */
  label: number;
  plane: Plane;
  path: PathStep[];
}

/** One step of the attack. */
export interface PathStep {
  /** Where it is seen in the plane, as lengths in L2. */
  place: readonly [a: number, b: number];
  /** The loss that it found there, which need not be in the plane. */
  loss: number;
  /** The class that the network reads there. */
  reads: number;
}

const nets = [0, 1] as const;

/** Attacks both networks, each through its own gradient, and lays a plane through where its attack ends. */
export async function survey(
  frames: Frames,
  state: LandscapeState,
  image: Float32Array,
): Promise<readonly [Survey, Survey]> {
  const labels = await labelsOf(frames, state, image);
  const found: Survey[] = [];
  for (const net of nets) {
    const walk = (again: boolean) =>
      collected(frames('attack', attackOf(state, net, image, labels[net]!, again)));
    const first = await walk(false);
    const second = state.second === 'attack' ? await walk(true) : undefined;
    const plane = planeOf(last(first), second && last(second), state.seed);
    found.push({
      label: labels[net]!,
      plane,
      path: first.map(({ views: [view] }) => ({
        place: flatten(plane, view!.delta),
        loss: view!.loss,
        reads: best(view!.readings[0]!),
      })),
    });
  }
  return found as [Survey, Survey];
}

async function labelsOf(frames: Frames, state: LandscapeState, image: Float32Array): Promise<number[]> {
  if (state.of === 'digits') return netNames.map(() => state.digit);
  const { models, shape } = kinds[state.of];
  const [read] = await collected(frames('predict', { image, models, ...(shape && { shape }) }));
  return read!.readings.map(best);
}

const last = (frames: readonly AttackFrame[]) => frames[steps]!.views[0]!.delta;

async function collected<Frame>(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

/** A chunk of both surfaces. */
export interface SurfaceFrame {
  /** Points read so far, of both. */
  step: number;
  of: number;
  /** By network, the whole grid that this chunk has completed, where it has. */
  grids: readonly (LossGrid | undefined)[];
}

/** Reads both networks' losses over their planes in turn, from coarse to fine. Every pull reads a chunk of each. */
export async function* surfaces(
  frames: Frames,
  state: LandscapeState,
  image: Float32Array,
  surveys: readonly Survey[],
): AsyncGenerator<SurfaceFrame, void, void> {
  const { models, shape } = kinds[state.of];
  const builders = surveys.map(({ label }) => new LossGridBuilder(state.side, label));
  const runs = surveys.map(({ plane }, net) => {
    const config: PlaneConfig = {
      origin: image,
      ...(shape && { shape }),
      ...plane,
      extent: span * epsOf(state),
      side: state.side,
      model: models[net]!,
    };
    return frames('plane', config);
  });
  try {
    for (;;) {
      const results = await Promise.all(runs.map((run) => run.next()));
      const chunks = results.flatMap(({ value }) => (value ? [value as PlaneFrame] : []));
      if (chunks.length < runs.length) return;
      yield {
        step: chunks.reduce((sum, { step }) => sum + step, 0),
        of: chunks.reduce((sum, { of }) => sum + of, 0),
        grids: chunks.map((chunk, net) => builders[net]!.add(chunk)),
      };
    }
  } finally {
    await Promise.all(runs.map((run) => run.return()));
  }
}
