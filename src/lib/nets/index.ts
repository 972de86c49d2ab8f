import { EngineError } from '../engine/errors.ts';
import type { BuildNet } from '../engine/models.ts';
import { mnistCnn } from './mnist-cnn.ts';
import { mnistJudge } from './mnist-judge.ts';

const builders = { 'mnist-cnn': mnistCnn, 'mnist-judge': mnistJudge } as const;

/** Builds a network by the name that its weights carry. @throws WeightsError for a name we do not know. */
export const buildNet: BuildNet = (net, weights) => {
  const build = builders[net as keyof typeof builders];
  if (build === undefined || !Object.hasOwn(builders, net)) {
    throw new EngineError(
      'WeightsError',
      `Expected the net to be one of ${Object.keys(builders).join(', ')}, got ${net}.`,
    );
  }
  return build(weights);
};
