import type { BuildNet } from '../engine/models.ts';
import { shapesOf } from '../engine/uint8-kernels.ts';
import { alexnet } from './alexnet.ts';
import { layoutOf } from './layout.ts';
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

/**
 * Builds a network by the name that its weights carry, once their shapes are those of its architecture.
 * @throws WeightsError for a name that we do not know, and for weights of another network
 */
export const buildNet: BuildNet = (net, weights, config) => {
  layoutOf(net, config, shapesOf(weights));
  return builders[net as keyof typeof builders](weights, config);
};
