// node --import ./scripts/node-tfjs.mjs bench/style-node.ts wasm|webgpu
// Times style transfer in this process, on wasm in the processor's own time and on WebGPU by the clock: answers each
// line of JSON, a call of StyleBench as [method, ...arguments], with a line of JSON. First it says what it runs on.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { startBackend } from '../src/lib/engine/backend.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { offerWebGPU } from './dawn.ts';
import { StyleBench } from './style-measure.ts';

const base = new URL('../public/weights/', import.meta.url).href;
const fetch = async (url: unknown) => new Response(await readFile(new URL(String(url))));
const backend = process.argv[2] === 'webgpu' ? 'webgpu' : 'wasm';
if (backend === 'webgpu') await offerWebGPU();
const { report } = await startBackend(backend);
const store = new ModelStore({ base, buildNet, download: { fetch: fetch as typeof globalThis.fetch } });

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
const bench = new StyleBench(store, backend === 'webgpu' ? () => performance.now() : processorTime);

console.log(JSON.stringify({ label: report.label, gpu: report.gpu }));
for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...values] = JSON.parse(line) as ['prepare' | 'evaluate' | 'iterate', never];
  console.log(JSON.stringify((await bench[method](...values)) ?? null));
}
process.exit(0);
