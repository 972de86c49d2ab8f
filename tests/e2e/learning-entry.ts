// Runs in the page of learning.webgpu.spec.ts: the same computations as tests/parity/learning.test.ts.
import type { BackendName } from '../../src/lib/engine/backend-name.ts';
import { startBackend } from '../../src/lib/engine/backend.ts';
import { tf } from '../../src/lib/engine/tf.ts';
import { learned, lossAndGradient, madeUpBatch } from '../parity/learning-compute.ts';

/** Few filters and digits: a processor that plays a graphics card is slow. */
const [width, labels] = [4, [3, 1, 4]];

const engine = {
  open: async (backend: BackendName) => (await startBackend(backend)).report.name,

  /** One loss with the gradient wrt every weight, and the weights after some steps; and how many tensors are left. */
  async learn() {
    const before = tf.memory().numTensors;
    const batch = madeUpBatch(labels);
    const { loss, gradient } = lossAndGradient(width, batch);
    const [value, towards] = await Promise.all([loss.data(), gradient.data()]);
    tf.dispose([loss, gradient, batch.images, batch.labels]);
    const attack = { norm: 'L2', eps: 2, steps: 2 } as const;
    const adam = await learned(width, labels, { rule: 'adam', rate: 0.004, steps: 4, attack });
    const sgd = await learned(width, labels, {
      rule: 'sgd',
      rate: 0.05,
      steps: 4,
      attack: { ...attack, norm: 'Linf', eps: 0.1 },
    });
    return {
      loss: [...value],
      gradient: [...towards],
      'weights after Adam under attacks in L2': [...adam],
      'weights after momentum under attacks in L∞': [...sgd],
      left: tf.memory().numTensors - before,
    };
  },
};

export type LearningEngine = typeof engine;

Object.assign(globalThis, { engine });
