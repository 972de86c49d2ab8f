// Runs in the page of style.webgpu.spec.ts: the same computations as tests/parity/style.test.ts.
import type { BackendName } from '../../src/lib/engine/backend-name.ts';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { ModelStore } from '../../src/lib/engine/models.ts';
import { equalWeights, protocol, styleLayersOf } from '../../src/lib/experiments/style-layers.ts';
import {
  styleTransfer,
  type StyleTransferConfig,
  type StyleTransferFrame,
} from '../../src/lib/experiments/style-transfer.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { evaluation, operations, picture, type Move } from '../parity/style-compute.ts';

const weightsBase = new URL('/weights/', location.href).href;
const store = new ModelStore({ base: weightsBase, buildNet });
const host = new EngineHost({ styleTransfer }, buildNet);

const plain = (values: Record<string, Float32Array>) =>
  Object.fromEntries(Object.entries(values).map(([name, array]) => [name, [...array]]));

/** Height, width and seed of a picture. */
type Made = [number, number, number];
const made = ([height, width, seed]: Made) => picture([height, width], seed);

const engine = {
  open: async (backend: BackendName) => (await host.open({ backend, weightsBase })).name,

  operations: async (content: Made, seed: number, reach: number, moves: Move[]) =>
    plain(await operations(made(content), seed, reach, moves)),

  async evaluation(
    model: string,
    pictures: { content: Made; style: Made },
    rest: { family: string; tvWeight: number; seed: number; reach?: number; move?: Move },
  ) {
    const [net] = await store.load([model], () => undefined);
    const [content, style] = [made(pictures.content), made(pictures.style)];
    return plain(await evaluation(net!, { ...rest, content, style }));
  },

  /** The losses of a run of L-BFGS, and the tensors held after each frame and in the end. */
  async run(model: string, family: string, pictures: { content: Made; style: Made }, iterations: number) {
    const config: StyleTransferConfig = {
      content: made(pictures.content),
      style: made(pictures.style),
      model,
      styleLayers: equalWeights(family),
      contentLayer: styleLayersOf(family).content,
      ...protocol,
      start: 'content',
      parameterisation: 'fourier',
      transforms: false,
      averagePooling: styleLayersOf(family).averagePooling,
      optimizer: 'l-bfgs',
      iterations,
      seed: 1,
    };
    const job = host.start('styleTransfer', config);
    const frames = [];
    for (;;) {
      const { value, done } = await host.next(job);
      if (done) break;
      frames.push({ loss: (value as StyleTransferFrame).loss, tensors: host.memory().tensors });
    }
    await host.close(job);
    return { frames, after: host.memory().tensors };
  },
};

export type StyleEngine = typeof engine;

Object.assign(globalThis, { engine });
