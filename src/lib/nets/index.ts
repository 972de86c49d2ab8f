import { EngineError } from '../engine/errors.ts';
import type { BuildNet } from '../engine/models.ts';
import { alexnet } from './alexnet.ts';
import { mnistCnn } from './mnist-cnn.ts';
import { mnistJudge } from './mnist-judge.ts';
import { resnet } from './resnet.ts';
import { smallCnn } from './small-cnn.ts';
import { vgg } from './vgg.ts';

export { untrained } from './untrained.ts';

const builders = {
  'mnist-cnn': mnistCnn,
  'mnist-judge': mnistJudge,
  alexnet,
  resnet,
  'small-cnn': smallCnn,
  vgg,
} as const;

/** Builds a network by the name that its weights carry. @throws WeightsError for a name we do not know. */
export const buildNet: BuildNet = (net, weights, config) => {
  const build = builders[net as keyof typeof builders];
  if (build === undefined || !Object.hasOwn(builders, net)) {
    throw new EngineError(
      'WeightsError',
      `Expected the net to be one of ${Object.keys(builders).join(', ')}, got ${net}.`,
    );
  }
  return build(weights, config);
};
