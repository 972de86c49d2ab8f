// Runs in the page of parity.webgpu.spec.ts: the same computations as tests/parity, by the backend asked for.
import type { BackendName } from '../../src/lib/engine/backend-name.ts';
import { EngineHost } from '../../src/lib/engine/host.ts';
import type { KernelsName } from '../../src/lib/engine/kernels-name.ts';
import { ModelStore } from '../../src/lib/engine/models.ts';
import { traversal, type TraversalConfig, type TraversalFrame } from '../../src/lib/experiments/traversal.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { activations, gradients, type ImageShape, type ObjectiveName } from '../parity/compute.ts';

const weightsBase = new URL('/weights/', location.href).href;
const host = new EngineHost({ traversal }, buildNet);
const store = new ModelStore({ base: weightsBase, buildNet });

const plain = (values: Record<string, Float32Array>) =>
  Object.fromEntries(Object.entries(values).map(([name, array]) => [name, [...array]]));

const engine = {
  open: (backend: BackendName, kernels?: KernelsName) => host.open({ backend, weightsBase, kernels }),

  async activations(id: string, images: number[], shape: ImageShape) {
    const [net] = await store.load([id], () => undefined);
    return plain(await activations(net!, Float32Array.from(images), shape));
  },

  async gradients(
    id: string,
    objective: ObjectiveName,
    images: number[],
    targets: number[],
    shape: ImageShape,
  ) {
    const [net] = await store.load([id], () => undefined);
    return [...(await gradients(net!, objective, Float32Array.from(images), targets, shape))];
  },

  /** The frames of a walk as plain arrays, and what the engine held after each. */
  async walk(config: Omit<TraversalConfig, 'start'> & { start: number[] }) {
    const job = host.start('traversal', { ...config, start: Float32Array.from(config.start) });
    const frames = [];
    for (;;) {
      const { value, done } = await host.next(job);
      if (done) break;
      const views = (value as TraversalFrame).views.map(({ image, logits }) => ({
        image: [...image],
        logits: [...logits],
      }));
      frames.push({ views, memory: host.memory() });
    }
    await host.close(job);
    return { frames, after: host.memory() };
  },
};

export type ParityEngine = typeof engine;

Object.assign(globalThis, { engine });
