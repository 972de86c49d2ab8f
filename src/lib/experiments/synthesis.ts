import { withGradient } from '../engine/gradient.ts';
import { addAll } from '../engine/ops/add-all.ts';
import { letMessagesIn } from '../engine/let-messages-in.ts';
import type { Net } from '../engine/models.ts';
import { tf, type Tensor, type Tensor1D, type Tensor4D } from '../engine/tf.ts';
import { fourierParameterisation } from '../parameterisations/fourier.ts';
import type { Parameterisation } from '../parameterisations/parameterisation.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { pictureTensor } from '../pictures/picture-tensor.ts';
import type { Picture } from '../pictures/picture.ts';
import { borderOf, drawWarp } from '../moves/transforms.ts';
import { warped } from '../moves/warp.ts';
import { StyleObjective, type View } from '../objectives/style.ts';
import { Adam } from '../optimizers/adam.ts';
import { Lbfgs } from '../optimizers/lbfgs.ts';
import type { Evaluate, Evaluation } from '../optimizers/optimizer.ts';
import { requireFinite } from './checks.ts';

export type ParameterisationName = 'pixel' | 'fourier';
export type OptimizerName = 'l-bfgs' | 'adam';

/** What style transfer and texture synthesis have in common. */
export interface SynthesisConfig {
  /** Of any size; used as it comes. */
  style: Picture;
  /** The net whose Gram matrices are matched, by id. */
  model: string;
  /** Weights by the names of activations; 0 or absent: off. Only their ratios count. */
  styleLayers: Readonly<Record<string, number>>;
  tvWeight: number;
  /** fourier: coefficients scaled by 1 / max(f, 1 / max(w, h)), decorrelated colours, sigmoid. */
  parameterisation: ParameterisationName;
  /** Moves, scales and turns the picture at random before every evaluation; for Adam only. */
  transforms: boolean;
  /** In place of max pooling, where the net has it. */
  averagePooling: boolean;
  optimizer: OptimizerName;
  /** Of Adam; its default is for the parameterisation. */
  learningRate?: number;
  /** Per size. */
  iterations: number;
  seed: number;
}

/** One size of a run. */
export interface Synthesis {
  config: SynthesisConfig;
  net: Net;
  style: Picture;
  styleWeight: number;
  content?: { net: Net; layer: string; weight: number; picture: Picture } | undefined;
  start: Picture | 'noise';
  width: number;
  height: number;
  /** Numbers in [0, 1), for the noise and the transforms. */
  random: () => number;
  signal: AbortSignal;
}

/** The picture after an iteration; number 0 is the start. */
export interface SynthesisFrame {
  step: number;
  /** Losses with gradient computed so far. */
  evaluations: number;
  /** The weighted parts of the loss, by name. */
  parts: Record<string, number>;
  /** In [0, 1]. */
  picture: Picture;
}

/** Of Adam: Lucid's for coefficients. */
const defaultRates: Record<ParameterisationName, number> = { pixel: 0.02, fourier: 0.05 };

/**
 * Minimises the loss of `StyleObjective` over a picture. Every pull is one iteration of the optimiser; between two
 * evaluations it can be cancelled. It ends early where nothing lower is found.
 */
export async function* synthesise(synthesis: Synthesis): AsyncGenerator<SynthesisFrame, void, void> {
  const { config, start, width, height, random, signal } = synthesis;
  const held: { dispose(): void }[] = [];
  const hold = <T extends { dispose(): void }>(thing: T): T => {
    held.unshift(thing);
    return thing;
  };
  try {
    // A weight of 0 switches a part off.
    const content = synthesis.content?.weight ? hold(pictureTensor(synthesis.content.picture)) : undefined;
    const objective = hold(objectiveOf(synthesis, content));
    const parameterisation = hold(parameterisations[config.parameterisation](height, width));
    const border = borderOf(height, width);
    let evaluations = 0;
    const evaluate: Evaluate = async (x) => {
      await letMessagesIn();
      signal.throwIfAborted();
      evaluations++;
      const warp = config.transforms ? drawWarp(random) : undefined;
      return evaluated(objective, parameterisation, x, warp && ((image) => warped(image, warp, border)));
    };
    const x = begin(parameterisation, start, random);
    const rate = config.learningRate ?? defaultRates[config.parameterisation];
    const optimizer = hold(
      config.optimizer === 'adam' ? new Adam(x, evaluate, rate) : new Lbfgs(x, evaluate),
    );

    await optimizer.begin();
    for (let step = 0; step <= config.iterations; step++) {
      if (step > 0 && !(await optimizer.step())) return;
      requireFinite(optimizer.parts, step);
      const parts = Object.fromEntries(objective.names.map((name, i) => [name, optimizer.parts[i]!]));
      const picture = { width, height, pixels: await shown(parameterisation, optimizer.x) };
      yield { step, evaluations, parts, picture };
    }
  } finally {
    for (const thing of held) thing.dispose();
  }
}

const parameterisations = { pixel: pixelParameterisation, fourier: fourierParameterisation };

function objectiveOf(
  { config, net, style, styleWeight, content }: Synthesis,
  picture?: Tensor4D,
): StyleObjective {
  const on = Object.entries(config.styleLayers).filter(([, weight]) => styleWeight * weight > 0);
  const painting = pictureTensor(style);
  try {
    return new StyleObjective({
      net,
      layers: Object.fromEntries(on),
      styleWeight,
      style: painting,
      content: content && picture && { ...content, picture },
      tvWeight: config.tvWeight,
      averagePooling: config.averagePooling,
    });
  } finally {
    painting.dispose();
  }
}

/** The parameters to start from. */
function begin(parameterisation: Parameterisation, start: Picture | 'noise', random: () => number): Tensor {
  if (start === 'noise') return parameterisation.noise(random);
  return tf.tidy(() => parameterisation.encode(pictureTensor(start)));
}

/** The parts of the loss at some parameters, and the gradient of their sum. */
export function evaluated(
  objective: StyleObjective,
  { decode }: Parameterisation,
  x: Tensor,
  view?: View,
): Evaluation {
  const { loss, gradient, keep } = tf.tidy(() =>
    withGradient(x, (parameters) => {
      const parts = objective.parts(decode(parameters), view);
      return { loss: addAll(parts), keep: { parts: tf.stack(parts) as Tensor1D } };
    }),
  );
  loss.dispose();
  return { gradient, parts: keep.parts };
}

/** The picture that some parameters stand for, cut to [0, 1]. */
async function shown({ decode }: Parameterisation, x: Tensor): Promise<Float32Array> {
  const image = tf.tidy(() => tf.clipByValue(decode(x), 0, 1));
  return (await image.data().finally(() => image.dispose())) as Float32Array;
}
