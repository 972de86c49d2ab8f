import type { Run } from './default-runs.ts';

/** What a step is made of, for another engine to make the same. */
export interface Step {
  model: string;
  /** Side by side. */
  pictures: number;
  height: number;
  width: number;
  /** What is made large by itself, a unit of a layer, or near to that of another picture, which has no number. */
  layer: 'representation' | 'logits';
  index?: number;
  /** Pixels by which the picture is moved before each look, at most. */
  roll: number;
  /** Steps after which a picture that is moved is looked at as it is, for what the figure says of it; 0 for never. */
  lookEvery: number;
}

/** A run with the robust network alone, plain, for so many steps, which no rule ends sooner. */
export function withRobustAlone({ experiment, config }: Run, steps: number): Run {
  const changes: Record<string, unknown> = { models: config.models.slice(-1), steps };
  if ('ways' in config) changes['ways'] = [{}];
  if ('until' in config) changes['until'] = 100;
  if (experiment === 'interpolation') changes['pictures'] = 5;
  else if ('pictures' in config) changes['pictures'] = config.pictures.slice(-1);
  return { experiment, config: { ...config, ...changes } } as Run;
}

/** @param config of `withRobustAlone` */
export function stepOf({ experiment, config }: Run): Step {
  const model = config.models[0]!;
  switch (experiment) {
    case 'inversion': {
      const { width, height } = 'from' in config.target ? config.target.from : config.target;
      const { roll, every = 1, starts } = config;
      return {
        model,
        pictures: starts.length,
        height,
        width,
        layer: 'representation',
        roll,
        lookEvery: roll && every,
      };
    }
    case 'interpolation': {
      const {
        from: { width, height },
        roll,
        pictures,
      } = config;
      return { model, pictures: pictures - 2, height, width, layer: 'representation', roll, lookEvery: 0 };
    }
    case 'manipulation': {
      const {
        picture: { width, height },
        coordinate: index,
      } = config;
      return { model, pictures: 1, height, width, layer: 'representation', index, roll: 0, lookEvery: 0 };
    }
    case 'maskedPainting': {
      const { window, class: index, roll } = config;
      return {
        model,
        pictures: 1,
        height: window,
        width: window,
        layer: 'logits',
        index,
        roll,
        lookEvery: 0,
      };
    }
    case 'classSynthesis': {
      const { starts, label: index, roll, every } = config;
      const { width, height } = starts[0]!;
      return { model, pictures: 1, height, width, layer: 'logits', index, roll, lookEvery: roll && every };
    }
    case 'activationMaximisation': {
      const { unit, size, roll, every = 1 } = config;
      return { model, pictures: 1, ...size!, ...unit, roll, lookEvery: roll && every };
    }
  }
}
