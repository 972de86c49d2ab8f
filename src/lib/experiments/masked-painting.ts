import type { Experiment } from '../engine/experiment.ts';
import { Held } from '../engine/held.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';
import { brightnessOnly } from '../moves/brightness.ts';
import { randomRoll } from '../moves/roll.ts';
import { inTurn, type Move } from '../moves/view.ts';
import { unitObjective } from '../objectives/unit.ts';
import { lockstep, type Standing } from '../optimisation/lockstep.ts';
import type { Optimisation } from '../optimisation/optimise.ts';
import { projectedGradient } from '../optimizers/pgd/projected-gradient.ts';
import { schedule } from '../optimizers/schedule.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { requirePicture, type Picture } from '../pictures/picture.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import { boundsOf, windowAround, windowOf, type Window } from '../pictures/window.ts';
import { seededRandom } from '../random/seeded.ts';
import { refuse, requireInteger, requireNumber, requireOneOf } from './checks.ts';
import { requireRoomForPixels } from './room.ts';

/** A class, painted into a picture inside a mask, by several nets in lockstep. */
export interface MaskedPaintingConfig {
  /** The nets for colour pictures, by id. */
  models: readonly string[];
  /** One for each net, all of one size: what each has made of the same picture so far. */
  pictures: readonly Picture[];
  /** width * height numbers in [0, 1]: where, and how readily, the picture may change. */
  mask: Float32Array;
  /** What is painted, by the number of its logit. */
  class: number;
  /**
   * Pixels on a side of the square that the nets look at, with the mask in its middle: near the size that they have
   * learned from. A larger mask makes it grow.
   */
  window: number;
  /** Whether colours may change, or brightness alone. */
  colours: 'all' | 'brightness';
  /** Length of the first step in L2, pixels in [0, 1]; it falls to 0. */
  step: number;
  steps: number;
  /** Before each look, the window is moved by up to so many pixels each way at random, wrapping round. */
  roll: number;
  seed: number;
}

/** What one net has made of the window. */
export interface MaskedPaintingView {
  /** RGB in [0, 1], of the window's size. */
  pixels: Float32Array;
  /** The net's probabilities of its classes, before the first step and after the last. */
  probabilities?: Float32Array;
}

export interface MaskedPaintingFrame {
  step: number;
  of: number;
  /** The part of the picture that may have changed. */
  window: Window;
  /** In the order of `config.models`. */
  views: MaskedPaintingView[];
}

/**
 * Gradient ascent on a class's logit by the pixels inside a mask alone (on robust nets Santurkar et al. 2019, "Image
 * Synthesis with a Single (Robust) Classifier", section 3.4). The gradient is multiplied by the mask before its length
 * is made that of a step. Outside of the window nothing changes, so the window is all that is optimised. Frame 0 is
 * the start.
 */
export const maskedPainting: Experiment<MaskedPaintingConfig, MaskedPaintingFrame> = async function* (
  config,
  context,
) {
  requireMaskedPainting(config);
  const { pictures, steps } = config;
  const { width, height } = pictures[0]!;
  const window = windowAround(boundsOf(config.mask, width, height)!, config.window, { width, height });
  const held = new Held();
  try {
    const nets = await context.models(config.models);
    requireRoomForPixels(window, nets);
    const mask = held.keep(tensorOf(windowOf(config.mask, width, window, 1), window));
    const length = schedule('falling', config.step, steps);
    const shared = {
      parameterisation: held.keep(pixelParameterisation(window.height, window.width)),
      optimizer: projectedGradient({ norm: 'L2', length, box: true }),
      ...{ steps, mask, signal: context.signal },
      move: moveOf(config),
    };
    const runs = nets.map((net, i): Optimisation => {
      const pixels = windowOf(pictures[i]!.pixels, width, window, 3);
      const start = held.keep(pictureTensor({ ...window, pixels }));
      const objective = held.keep(unitObjective(net, { layer: 'logits', index: config.class }));
      return { ...shared, objective, start, random: seededRandom(config.seed) };
    });
    // A look of its own is dear, and what the steps see is moved: so only at both ends.
    const read = lockstep(runs, ({ picture, step }, own) => [
      picture,
      ...(step % steps === 0 ? [tf.softmax(nets[own]!(picture)['logits']!)] : []),
    ]);
    for await (const standings of read)
      yield { step: standings[0]!.step, of: steps, window, views: standings.map(viewOf) };
  } finally {
    held.dispose();
  }
};

function moveOf({ colours, roll }: MaskedPaintingConfig): Move | undefined {
  const moves: Move[] = [
    ...(colours === 'brightness' ? [() => brightnessOnly] : []),
    ...(roll > 0 ? [randomRoll(roll)] : []),
  ];
  return moves.length > 0 ? inTurn(moves) : undefined;
}

const tensorOf = (mask: Float32Array, { width, height }: Window): Tensor4D =>
  tf.tensor4d(mask, [1, height, width, 1]);

function viewOf({ values: [pixels, probabilities] }: Standing): MaskedPaintingView {
  return { pixels: pixels!, ...(probabilities && { probabilities }) };
}

function requireMaskedPainting(config: MaskedPaintingConfig): void {
  const { models, pictures, mask } = config;
  if (!Array.isArray(pictures) || pictures.length === 0 || pictures.length !== models.length)
    refuse('pictures', 'one for each network', Array.isArray(pictures) ? pictures.length : pictures);
  for (const picture of pictures) requirePicture('picture', picture);
  const { width, height } = pictures[0]!;
  const other = pictures.find((picture) => picture.width !== width || picture.height !== height);
  if (other) refuse('all pictures', `of ${width} x ${height} pixels`, `${other.width} x ${other.height}`);
  if (!(mask instanceof Float32Array) || mask.length !== width * height)
    refuse('the mask', `${width * height} numbers, one for each pixel`, mask?.length);
  const bad = mask.find((value) => !(value >= 0 && value <= 1));
  if (bad !== undefined) refuse('the mask', 'in 0 to 1', bad);
  if (!mask.some((value) => value > 0)) refuse('the mask', 'above 0 somewhere: brush where to paint', 'none');
  requireInteger('the class', config.class, 0, 1e5);
  requireInteger('window', config.window, 16, 512);
  requireOneOf('colours', config.colours, ['all', 'brightness']);
  requireNumber('step', config.step, 1e-4, 100);
  requireInteger('steps', config.steps, 1, 10_000);
  requireInteger('roll', config.roll, 0, 64);
  requireInteger('seed', config.seed, 0, 2 ** 32 - 1);
}
