import { Held } from '../engine/held.ts';
import type { Net } from '../engine/models.ts';
import type { Tensor4D } from '../engine/tf.ts';
import { randomTransforms } from '../moves/transforms.ts';
import type { Smoothing } from '../objectives/smoothing.ts';
import { StyleObjective } from '../objectives/style.ts';
import { lockstep } from '../optimisation/lockstep.ts';
import { adam } from '../optimizers/adam.ts';
import { lbfgs } from '../optimizers/lbfgs.ts';
import { clampToBox } from '../optimizers/pgd/steps.ts';
import { fourierParameterisation } from '../parameterisations/fourier.ts';
import { pixelParameterisation } from '../parameterisations/pixel.ts';
import { pictureTensor } from '../pictures/tensors.ts';
import type { Picture } from '../pictures/picture.ts';

export type { Smoothing };
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
  /** Of the activations of the style layers: a softmax's temperature, or `log`; as they are if not said. */
  smoothing?: Smoothing;
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
  const held = new Held();
  try {
    // A weight of 0 switches a part off.
    const content = synthesis.content?.weight
      ? held.keep(pictureTensor(synthesis.content.picture))
      : undefined;
    const rate = config.learningRate ?? defaultRates[config.parameterisation];
    const run = {
      objective: held.keep(objectiveOf(synthesis, content)),
      parameterisation: held.keep(parameterisations[config.parameterisation](height, width)),
      start: start === 'noise' ? start : held.keep(pictureTensor(start)),
      optimizer: config.optimizer === 'adam' ? adam(rate) : lbfgs,
      steps: config.iterations,
      move: config.transforms ? randomTransforms(height, width) : undefined,
      random,
      signal,
    };
    for await (const [standing] of lockstep([run], ({ picture }) => [clampToBox(picture)])) {
      const { values, ...counts } = standing!;
      yield { ...counts, picture: { width, height, pixels: values[0]! } };
    }
  } finally {
    held.dispose();
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
      smoothing: config.smoothing,
    });
  } finally {
    painting.dispose();
  }
}
