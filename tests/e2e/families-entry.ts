// Runs in the page of families.webgpu.spec.ts: the same computations as tests/parity/families.test.ts.
import { startBackend } from '../../src/lib/engine/backend.ts';
import type { BackendName } from '../../src/lib/engine/backend-name.ts';
import { tf, type Tensor } from '../../src/lib/engine/tf.ts';
import {
  activations,
  build,
  gradient,
  gradients,
  type Family,
  type GradientName,
} from '../parity/families-compute.ts';

async function read(tensor: Tensor): Promise<number[]> {
  const values = [...((await tensor.data()) as Float32Array)];
  tensor.dispose();
  return values;
}

const engine = {
  open: async (backend: BackendName) => (await startBackend(backend)).report.name,

  /** Every activation, and the two gradients, by their names. */
  async compute(family: Family, imageSeed: number, coordinates: Record<GradientName, number>) {
    const { net, weights } = build(family);
    const seen: Record<string, number[]> = {};
    for (const [name, tensor] of Object.entries(activations(net, family, imageSeed)))
      seen[name] = await read(tensor);
    for (const name of Object.keys(gradients) as GradientName[])
      seen[name] = await read(gradient(net, family, imageSeed, name, coordinates[name]));
    tf.dispose(weights);
    return seen;
  },
};

export type FamiliesEngine = typeof engine;

Object.assign(globalThis, { engine });
