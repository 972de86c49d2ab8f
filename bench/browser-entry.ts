// Runs in the bench's page: times whichever backend it is asked for.
import type { BackendName } from '../src/lib/engine/backend-name.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { EngineHost } from '../src/lib/engine/host.ts';
import { experiments } from '../src/lib/experiments/index.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { timeConvolutions, timeTraversal } from './measure.ts';
import { StyleBench } from './style-measure.ts';

const weightsBase = new URL('/weights/', location.href).href;
const host = new EngineHost(experiments, buildNet);
const style = new StyleBench(new ModelStore({ base: weightsBase, buildNet }), () => performance.now());

Object.assign(globalThis, {
  engine: {
    open: (backend?: BackendName) => host.open({ backend, weightsBase }),

    style: async ([method, ...values]: ['prepare' | 'evaluate' | 'iterate', never]) =>
      style[method](...values),

    async measure(counts: { runs: number; frames: number; repetitions: number }) {
      const digits = new Uint8Array(await (await fetch('/digits/digits.bin')).arrayBuffer());
      const start = Float32Array.from(digits.subarray(100 * 784, 101 * 784), (byte) => byte / 255);
      const traversal = await timeTraversal(host, start, counts);
      return { traversal, convolutions: await timeConvolutions(counts.repetitions) };
    },
  },
});
