import type { Footprint, Net } from '../engine/models.ts';
import { addRelu } from '../engine/ops/add-relu.ts';
import { dense } from '../engine/ops/dense.ts';
import { fakeRelu } from '../engine/ops/fake-relu.ts';
import { halve } from '../engine/ops/halve.ts';
import { maxPool } from '../engine/ops/max-pool.ts';
import { tf, type Tensor4D } from '../engine/tf.ts';
import type { NetConfig, Weights } from '../engine/weights.ts';
import { activationsOf, type Pass } from './activations.ts';
import { countOf, flagOf, numbersOf, wordOf } from './config.ts';
import { filtersOf, FootprintOf } from './footprint.ts';
import { frozenDense } from './frozen-dense.ts';
import { convLayer, globalAverage, normaliser, type ConvLayer, type Layer } from './layers.ts';

/** A residual block up to where its two paths meet: what each of them gives. */
type Block = (x: Tensor4D) => [Tensor4D, Tensor4D];

/**
 * ResNet (He et al. 2016, table 1) as torchvision defines it, of any depth and width, batch norm folded.
 *
 * Config: `block` basic | bottleneck; `layers`, blocks in each stage; `classes`, 0 for a net that ends with its last
 * stage (four stages and a head, or fewer without); `stem` photo (7x7 at stride 2, then 3x3 max pooling at stride 2)
 * | medium (6x6 at stride 2, for pictures of 64 to 128 pixels) | small (3x3); `antialiased`: each convolution of
 * stride 2, in the main path and in the shortcut, becomes average pooling by 2 and an unstrided convolution, and the
 * photo stem's max pooling becomes average pooling by 2; `mean` and `std` of the input's three channels.
 *
 * Activations: stem, relu2_x to relu5_x (what each stage gives), representation [n, channels] (the mean over the
 * picture), logits.
 */
export function resnet(weights: Weights, config: NetConfig): Net {
  const layers = numbersOf(config, 'layers');
  const makeBlock = { basic, bottleneck }[wordOf(config, 'block', ['basic', 'bottleneck'])];
  const antialiased = flagOf(config, 'antialiased');
  const normalise = normaliser(weights, config);
  const kind = wordOf(config, 'stem', ['photo', 'medium', 'small']);
  const stem = {
    photo: () => downsampling(weights, 'conv1', antialiased),
    medium: () => convLayer(weights, 'conv1', { stride: 2, padding: 2 }),
    small: () => convLayer(weights, 'conv1'),
  }[kind]();
  const shrink: Layer = antialiased ? halve : (x) => maxPool(x, { side: 3, stride: 2, padding: 1 });
  const stages = layers.map((count, stage) =>
    Array.from({ length: count }, (_, i) =>
      makeBlock(weights, `layer${stage + 1}.${i}`, stage > 0 && i === 0, antialiased),
    ),
  );
  const fc = countOf(config, 'classes') > 0 ? frozenDense(weights, 'fc') : undefined;

  function* pass(image: Tensor4D, fake: boolean): Pass {
    let x = stem(normalise(image));
    yield ['stem', x];
    if (kind === 'photo') x = shrink(x);
    for (const [stage, blocks] of stages.entries()) {
      for (const [i, block] of blocks.entries()) {
        const last = stage === stages.length - 1 && i === blocks.length - 1;
        const [main, shortcut] = block(x);
        x = fake && fc && last ? fakeRelu(tf.add(main, shortcut)) : addRelu(main, shortcut);
      }
      yield [`relu${stage + 2}_x`, x];
    }
    if (fc === undefined) return;
    const representation = globalAverage(x);
    yield ['representation', representation];
    yield ['logits', dense(representation, fc)];
  }
  const net: Net = (image, options = {}) =>
    activationsOf(pass(image, options.fakeRelu ?? false), options.upTo);
  return Object.assign(net, { footprint: footprintOf(weights, layers, { kind, antialiased }) });
}

/** @param layers blocks in each stage */
function footprintOf(
  weights: Weights,
  layers: readonly number[],
  { kind, antialiased }: { kind: 'photo' | 'medium' | 'small'; antialiased: boolean },
): Footprint {
  const pass = new FootprintOf();
  let channels = 3;
  const halve = () => {
    pass.shrink();
    if (antialiased) pass.tensor(channels);
  };
  pass.tensor(channels);
  if (kind === 'photo') halve();
  if (kind === 'medium') pass.shrink();
  channels = filtersOf(weights, 'conv1');
  pass.tensor(channels, 'stem');
  if (kind === 'photo') {
    pass.shrink();
    pass.tensor(channels);
  }
  for (const [stage, count] of layers.entries()) {
    for (let i = 0; i < count; i++) {
      const block = `layer${stage + 1}.${i}`;
      const isThere = (name: string) => weights[`${block}.${name}/kernel`] !== undefined;
      const halves = stage > 0 && i === 0;
      // Of a bottleneck, it is the second convolution that halves.
      if (halves && !isThere('conv3')) halve();
      for (const name of ['conv1', 'conv2', 'conv3', 'downsample'].filter(isThere)) {
        if (halves && name === 'conv2' && isThere('conv3')) halve();
        const filters = filtersOf(weights, `${block}.${name}`);
        pass.tensor(filters);
        if (name !== 'downsample') channels = filters;
      }
      // The sum of the two paths.
      pass.tensor(channels, i === count - 1 ? `relu${stage + 2}_x` : undefined);
    }
  }
  return pass.of(weights);
}

/** A convolution that halves the picture: at stride 2, or on 2x2 averages, which let no grid through. */
function downsampling(weights: Weights, name: string, antialiased: boolean): ConvLayer {
  if (!antialiased) return convLayer(weights, name, { stride: 2 });
  const layer = convLayer(weights, name);
  return (x, activation) => layer(halve(x), activation);
}

/** Two 3x3 convolutions; the first halves. Anti-aliased, both paths share the averages. */
function basic(weights: Weights, name: string, halves: boolean, antialiased: boolean): Block {
  const averaged = halves && antialiased;
  const strided = halves && !antialiased;
  const first = convLayer(weights, `${name}.conv1`, { stride: strided ? 2 : 1 });
  const second = convLayer(weights, `${name}.conv2`);
  const shortcut = shortcutOf(weights, name, strided, false);
  return (x) => {
    const small = averaged ? halve(x) : x;
    return [second(first(small), 'linear'), shortcut(small)];
  };
}

/** 1x1, 3x3, 1x1; the 3x3 halves, as torchvision has it. */
function bottleneck(weights: Weights, name: string, halves: boolean, antialiased: boolean): Block {
  const first = convLayer(weights, `${name}.conv1`);
  const second = halves
    ? downsampling(weights, `${name}.conv2`, antialiased)
    : convLayer(weights, `${name}.conv2`);
  const third = convLayer(weights, `${name}.conv3`);
  const shortcut = shortcutOf(weights, name, halves, antialiased);
  return (x) => [third(second(first(x)), 'linear'), shortcut(x)];
}

/** The identity, or a 1x1 convolution where the weights hold one. */
function shortcutOf(weights: Weights, block: string, halves: boolean, antialiased: boolean): Layer {
  const name = `${block}.downsample`;
  if (weights[`${name}/kernel`] === undefined) return (x) => x;
  const layer = halves ? downsampling(weights, name, antialiased) : convLayer(weights, name);
  return (x) => layer(x, 'linear');
}
