// node --import ./scripts/node-tfjs.mjs bench/half-precision-node.ts
// What half precision would cost in accuracy: the engine on wasm, with every number of a kind rounded to 11 significant
// bits as it is stored, and sums in single precision, as a graphics processor would have it. Prints JSON.
import { readFile } from 'node:fs/promises';
import { pictureFile, squareOf } from '../scripts/site-picture.ts';
import { startBackend } from '../src/lib/engine/backend.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { tf, type Tensor, type Tensor4D } from '../src/lib/engine/tf.ts';
import { equalWeights, protocol, styleLayersOf } from '../src/lib/experiments/style-layers.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { StyleObjective } from '../src/lib/objectives/style.ts';
import { evaluated } from '../src/lib/optimisation/evaluate.ts';
import { Lbfgs } from '../src/lib/optimizers/lbfgs.ts';
import { pixelParameterisation } from '../src/lib/parameterisations/pixel.ts';
import { pictureTensor } from '../src/lib/pictures/tensors.ts';
import { relativeError } from '../tests/relative-error.ts';

const base = new URL('../public/weights/', import.meta.url).href;
const fetchFile = async (url: unknown) => new Response(await readFile(new URL(String(url))));
const models = [
  ['cifar-vgg-robust', 'vgg'],
  ['cifar-resnet-robust-antialiased', 'resnet'],
  ['photos-resnet-robust-small', 'resnet'],
] as const;
/** What is rounded. */
const kinds = ['nothing', 'weights', 'activations', 'activations and gradients'] as const;
type Kind = (typeof kinds)[number];
const side = 128;
const iterations = 20;

/** To half precision's 11 bits, however small or large: what a scale that fits would give at best (Dekker 1971). */
function rounded(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const much = values[i]! * (2 ** 42 + 1);
    values[i] = much - (much - values[i]!);
  }
}

await startBackend('wasm');
const heap = tf.backend() as unknown as { typedArrayFromHeap(info: tf.TensorInfo): Float32Array };
let kind: Kind = 'nothing';

/** Whether what a kernel gives counts as an activation or its gradient; all else is numbers of the optimiser. */
function isRounded(kernelName: string): boolean {
  if (/Gradient$/.test(kernelName)) return kind === 'activations and gradients';
  return /^(FrozenConv|AddRelu|Normalise|Halve|MaxPool)/.test(kernelName) && kind.startsWith('activations');
}

for (const kernel of tf.getKernelsForBackend('wasm')) {
  tf.unregisterKernel(kernel.kernelName, 'wasm');
  tf.registerKernel({
    ...kernel,
    setupFunc: () => undefined,
    kernelFunc(args) {
      const result = kernel.kernelFunc(args);
      for (const info of Array.isArray(result) ? result : [result])
        if (info.shape.length === 4 && isRounded(kernel.kernelName)) rounded(heap.typedArrayFromHeap(info));
      return result;
    },
  });
}

const numbers = async (tensor: Tensor) => Float32Array.from(await tensor.data());

const parameterisation = pixelParameterisation(1, 1);
const pictureOf = async (file: string) => pictureTensor(await squareOf(await pictureFile(file), side));
const content = await pictureOf('contents/acanthus-mollis');
const style = await pictureOf('styles/circles');
/** Where the gradient is asked for: not where nothing is missed of the content. */
const start = tf.tidy(() =>
  tf.clipByValue(tf.add(content, tf.randomNormal(content.shape, 0, 0.1, 'float32', 7)), 0, 1),
) as Tensor4D;

async function measure(model: string, family: string) {
  const store = new ModelStore({
    base,
    buildNet(name, weights, config) {
      if (kind === 'weights')
        for (const [layer, tensor] of Object.entries(weights))
          if (layer.endsWith('/kernel')) rounded(heap.typedArrayFromHeap(tensor));
      return buildNet(name, weights, config);
    },
    download: { fetch: fetchFile as typeof fetch },
  });
  const [net] = await store.load([model], () => undefined);
  const { averagePooling, content: layer } = styleLayersOf(family);
  const kept = { net: net!, layer, weight: protocol.contentWeight, picture: content };
  const layers = equalWeights(family);
  const objective = new StyleObjective({
    net: net!,
    layers,
    style,
    content: kept,
    averagePooling,
    ...protocol,
  });
  const seen = tf.tidy(() => net!(start, { averagePooling })['representation']!);
  const { gradient } = evaluated(objective, parameterisation, start);
  const optimizer = new Lbfgs(content.clone(), async (x) => evaluated(objective, parameterisation, x));
  await optimizer.begin();
  for (let i = 0; i < iterations; i++) await optimizer.step();
  return { objective, seen: await numbers(seen), gradient: await numbers(gradient), picture: optimizer.x };
}

const rows = [];
for (const [model, family] of models) {
  const all = [];
  for (kind of kinds) all.push(await measure(model, family));
  kind = 'nothing';
  const [plain, ...others] = all;
  // What each came to, as single precision sees it.
  const lossOf = async (picture: Tensor) =>
    (await numbers(evaluated(plain!.objective, parameterisation, picture).parts)).reduce((a, b) => a + b);
  const loss = await lossOf(plain!.picture);
  for (const [i, { seen, gradient, picture }] of others.entries())
    rows.push({
      model,
      rounded: kinds[i + 1],
      representation: relativeError(seen, plain!.seen),
      gradient: relativeError(gradient, plain!.gradient),
      loss: (await lossOf(picture)) / loss,
    });
}
console.log(JSON.stringify({ side, iterations, rows }));
process.exit(0);
