// node --import ./scripts/node-tfjs.mjs bench/gpu-node.ts [ours|uint8|tfjs|naive|tiled|flipped]
// Times style transfer on WebGPU in this process, with these kernels, or those that a measurement chooses. Answers each
// line of JSON, [method, ...arguments] of StyleBench, with a line of JSON. First it says what it runs on.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { startBackend } from '../src/lib/engine/backend.ts';
import { parseKernelsName } from '../src/lib/engine/kernels-name.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { tf } from '../src/lib/engine/tf.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { offerWebGPU } from './dawn.ts';
import { StyleBench } from './style-measure.ts';

const base = new URL('../public/weights/', import.meta.url).href;
const fetch = async (url: unknown) => new Response(await readFile(new URL(String(url))));
await offerWebGPU();
const { report } = await startBackend('webgpu', parseKernelsName(process.argv[2]));
const store = new ModelStore({ base, buildNet, download: { fetch: fetch as typeof globalThis.fetch } });
const bench = new StyleBench(store, () => performance.now());

/** Commands given to the device. */
let dispatches = 0;
const backend = tf.backend() as unknown as { runWebGPUProgram: (...args: unknown[]) => unknown };
const run = backend.runWebGPUProgram.bind(backend);
backend.runWebGPUProgram = (...args) => {
  dispatches++;
  return run(...args);
};

/** Milliseconds of JavaScript and commands of one loss with its gradient. */
async function record() {
  dispatches = 0;
  const ms = await bench.record();
  return { ms, dispatches };
}

console.log(JSON.stringify({ label: report.label, gpu: report.gpu }));
for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...values] = JSON.parse(line) as ['prepare' | 'evaluate' | 'iterate' | 'record', never];
  const answer = method === 'record' ? await record() : await bench[method](...values);
  console.log(JSON.stringify(answer ?? null));
}
process.exit(0);
