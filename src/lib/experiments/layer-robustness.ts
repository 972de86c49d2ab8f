import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor, type Tensor1D } from '../engine/tf.ts';
import { layerChange, layerOf } from '../objectives/layer-change.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { randomPerturbation } from '../optimizers/pgd/random-start.ts';
import { clampToBox } from '../optimizers/pgd/steps.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { rgbaOf } from '../pictures/rgba.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { seededRandom } from '../random/seeded.ts';
import { refuse, requireInteger, requireNumber } from './checks.ts';

/** The worst perturbation of a picture for one layer of a net, and how far another picture is from it there. */
export interface LayerRobustnessConfig {
  model: string;
  /** One of the net's activations. */
  layer: string;
  picture: Picture;
  /** Of the same size. */
  other: Picture;
  /** Radius of the ball around the picture, in L2, pixels in [0, 1]. */
  eps: number;
  steps: number;
  seed: number;
}

/** At each place of a layer, the norm over its channels of what changes there. A layer without places has one. */
export interface LayerMap {
  width: number;
  height: number;
  /** Row by row. */
  values: Float32Array;
}

/** After a step; number 0 is a random perturbation, which nothing has made worse yet. */
export interface LayerRobustnessFrame {
  step: number;
  of: number;
  width: number;
  height: number;
  /** The perturbed picture, RGBA. */
  image: Uint8ClampedArray<ArrayBuffer>;
  /** How far the layer has moved, over how far apart it holds the two pictures. */
  change: number;
  /** Length of the perturbation, in L2. */
  moved: number;
  /** Where the layer has moved, and where it holds the pictures apart. */
  changed: LayerMap;
  apart: LayerMap;
}

/** As training/measure/layers.py goes: this share of the radius a step. */
const share = 0.25;
/** Two pictures that a layer cannot tell apart have no distance to compare with. */
const nothing = 1e-9;

/** Walks uphill on the distance of a layer, inside a ball (Madry et al. 2018, section 2.1, on another loss). */
export const layerRobustness: Experiment<LayerRobustnessConfig, LayerRobustnessFrame> = async function* (
  config,
  context,
) {
  requireLayerRobustness(config);
  const { picture, eps, layer, steps, seed } = config;
  const { width, height } = picture;
  const held = new Held();
  try {
    const [net] = await context.models([config.model]);
    const [a, b] = [held.keep(pictureTensor(picture)), held.keep(pictureTensor(config.other))];
    const from = held.keep(tf.tidy(() => layerOf(net!, a, layer).clone()));
    const places = from.rank === 4 ? { height: from.shape[1]!, width: from.shape[2]! } : one;
    const between = tf.tidy(() => flatMap(layerOf(net!, b, layer), from));
    const [values] = await readTogether([between]).finally(() => between.dispose());
    const apart = Math.hypot(...values!);
    if (!(apart > nothing))
      refuse('the two pictures', `different to ${layer}`, 'two that are the same there');
    const objective = held.keep(layerChange(net!, layer, from, apart));
    const random = randomPerturbation(a.shape, 'L2', eps, seed);
    const start = held.keep(tf.tidy(() => clampToBox(tf.add(a, random))));
    random.dispose();
    const runs = [
      {
        objective,
        parameterisation: pixelParameterisation(height, width),
        start,
        optimizer: projectedGradient({
          norm: 'L2',
          length: () => share * eps,
          box: true,
          ball: { centre: a, eps, norm: 'L2' },
        }),
        steps,
        random: seededRandom(seed),
        signal: context.signal,
      },
    ];
    const read = lockstep(runs, ({ picture: now }) => [
      now,
      tf.norm(tf.sub(now, a)),
      flatMap(layerOf(net!, now, layer), from),
    ]);
    for await (const [standing] of read)
      yield frame(standing!, { width, height, of: steps, places, apart: values! });
  } finally {
    held.dispose();
  }
};

const one = { width: 1, height: 1 } as const;

/** At each place the norm of the difference, flat. @param now, from of one shape, [1, ...] */
function flatMap(now: Tensor, from: Tensor): Tensor1D {
  const squares = tf.square(tf.sub(now, from));
  const sums = squares.rank === 4 ? tf.sum(squares, 3) : tf.sum(squares);
  return tf.reshape(tf.sqrt(sums), [-1]) as Tensor1D;
}

function frame(
  { step, parts, values }: Standing,
  about: {
    width: number;
    height: number;
    of: number;
    places: { width: number; height: number };
    apart: Float32Array;
  },
): LayerRobustnessFrame {
  const { width, height, of, places, apart } = about;
  const [pixels, moved, map] = values as [Float32Array, Float32Array, Float32Array];
  return {
    ...{ step, of, width, height, image: rgbaOf({ width, height, pixels }) },
    change: -parts['change']!,
    moved: moved[0]!,
    changed: { ...places, values: map },
    apart: { ...places, values: apart },
  };
}

function requireLayerRobustness({ picture, other, layer, eps, steps, seed }: LayerRobustnessConfig): void {
  requirePicture('picture', picture);
  requirePicture('other picture', other);
  if (other.width !== picture.width || other.height !== picture.height)
    refuse(
      'the other picture',
      `${picture.width} x ${picture.height} pixels, as the first is`,
      `${other.width} x ${other.height}`,
    );
  if (typeof layer !== 'string') refuse('layer', 'the name of an activation', layer);
  requireNumber('eps', eps, 1e-4, 1e4);
  requireInteger('steps', steps, 1, 1000);
  requireInteger('seed', seed, 0, 2 ** 31);
}
