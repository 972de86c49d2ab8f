import type { Footprint, Net } from '../engine/models.ts';
import { fakeRelu } from '../engine/ops/fake-relu.ts';
import { maxPool } from '../engine/ops/max-pool.ts';
import type { Tensor4D } from '../engine/tf.ts';
import type { NetConfig, Weights } from '../engine/weights.ts';
import { activationsOf, type Pass } from './activations.ts';
import { wordOf } from './config.ts';
import { filtersOf, FootprintOf } from './footprint.ts';
import { headOf } from './head.ts';
import { convLayer, normaliser, type Layer } from './layers.ts';

/** The convolutions, counted from 0, that a pooling follows. */
const shrinksAfter: ReadonlySet<number> = new Set([0, 1, 4]);

const shrink: Layer = (x) => maxPool(x, { side: 3, stride: 2, padding: 0 });

/**
 * AlexNet as torchvision defines it (Krizhevsky 2014, "One weird trick"), of any width.
 *
 * Config: `stem` photo (11x11 at stride 4) | small (5x5 at stride 1, for small pictures); `grid`, see `headOf`;
 * `mean` and `std` of the input's three channels.
 *
 * Activations: relu1 to relu5, relu6 (with a grid), representation, logits.
 */
export function alexnet(weights: Weights, config: NetConfig): Net {
  const normalise = normaliser(weights, config);
  const photo = wordOf(config, 'stem', ['photo', 'small']) === 'photo';
  const convs = [1, 2, 3, 4, 5].map((i) =>
    convLayer(weights, `conv${i}`, i === 1 && photo ? { stride: 4, padding: 2 } : {}),
  );
  const head = headOf(weights, config);

  function* pass(image: Tensor4D, fake: boolean): Pass {
    let x = normalise(image);
    for (const [i, layer] of convs.entries()) {
      x = fake && head.linear && i === 4 ? fakeRelu(layer(x, 'linear')) : layer(x);
      yield [`relu${i + 1}`, x];
      if (shrinksAfter.has(i)) x = shrink(x);
    }
    yield* head.pass(x, fake);
  }
  const net: Net = (image, options = {}) =>
    activationsOf(pass(image, options.fakeRelu ?? false), options.upTo);
  return Object.assign(net, { footprint: footprintOf(weights, photo) });
}

function footprintOf(weights: Weights, photo: boolean): Footprint {
  const pass = new FootprintOf();
  pass.tensor(3);
  if (photo) pass.shrink(4);
  for (const i of [0, 1, 2, 3, 4]) {
    const channels = filtersOf(weights, `conv${i + 1}`);
    pass.tensor(channels, `relu${i + 1}`);
    if (!shrinksAfter.has(i)) continue;
    pass.shrink();
    pass.tensor(channels);
  }
  return pass.of(weights);
}
