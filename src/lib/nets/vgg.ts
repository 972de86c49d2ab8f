import type { Footprint, Net } from '../engine/models.ts';
import { fakeRelu } from '../engine/ops/fake-relu.ts';
import { halve } from '../engine/ops/halve.ts';
import type { Tensor4D } from '../engine/tf.ts';
import type { NetConfig, Weights } from '../engine/weights.ts';
import { activationsOf, type Pass } from './activations.ts';
import { countOf, numbersOf, wordOf } from './config.ts';
import { filtersOf, FootprintOf } from './footprint.ts';
import { headOf } from './head.ts';
import { convLayer, halveByMaximum, normaliser } from './layers.ts';

/**
 * VGG (Simonyan & Zisserman 2015, table 1) as torchvision defines it, of any depth and width, batch norm folded.
 *
 * Config: `layers`, convolutions in each stage, a pooling by 2 after every stage (VGG-11: 1, 1, 2, 2, 2; VGG-16:
 * 2, 2, 3, 3, 3; VGG-19: 2, 2, 4, 4, 4); `pooling` max | average; `classes`, 0 for a net that ends with its last
 * convolution; `grid`, see `headOf`; `mean` and `std` of the input's three channels.
 *
 * Activations: relu1_1 and so on, relu6 (with a grid), representation, logits.
 */
export function vgg(weights: Weights, config: NetConfig): Net {
  const normalise = normaliser(weights, config);
  const average = wordOf(config, 'pooling', ['max', 'average']) === 'average';
  const stages = numbersOf(config, 'layers').map((count, stage) =>
    Array.from({ length: count }, (_, i) => {
      const name = `${stage + 1}_${i + 1}`;
      return { name: `relu${name}`, layer: convLayer(weights, `conv${name}`) };
    }),
  );
  const lastName = stages.at(-1)?.at(-1)?.name;
  const head = countOf(config, 'classes') > 0 ? headOf(weights, config) : undefined;

  function* pass(image: Tensor4D, fake: boolean, averagePooling: boolean): Pass {
    let x = normalise(image);
    const pool = averagePooling ? halve : halveByMaximum;
    for (const [i, stage] of stages.entries()) {
      if (i > 0) x = pool(x);
      for (const { name, layer } of stage) {
        x = fake && head?.linear && name === lastName ? fakeRelu(layer(x, 'linear')) : layer(x);
        yield [name, x];
      }
    }
    if (head !== undefined) yield* head.pass(pool(x), fake);
  }
  const net: Net = (image, options = {}) =>
    activationsOf(pass(image, options.fakeRelu ?? false, options.averagePooling ?? average), options.upTo);
  return Object.assign(net, { footprint: footprintOf(weights, stages) });
}

function footprintOf(weights: Weights, stages: readonly { name: string }[][]): Footprint {
  const pass = new FootprintOf();
  let channels = 3;
  pass.tensor(channels);
  for (const [i, stage] of stages.entries()) {
    if (i > 0) {
      pass.shrink();
      pass.tensor(channels);
    }
    for (const { name } of stage) {
      channels = filtersOf(weights, name.replace('relu', 'conv'));
      pass.tensor(channels, name);
    }
  }
  return pass.of(weights);
}
