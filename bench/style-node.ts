// node --import ./scripts/node-tfjs.mjs bench/style-node.ts wasm|webgpu [relaxed|simd|tfjs]
// Times style transfer and traversal frames in this process, on wasm in the processor's own time and on WebGPU by the
// clock: answers each line of JSON, a call of StyleBench as [method, ...arguments] or ["frames"], with a line of JSON.
// First it says what it runs on. On wasm with the kernels that are named, or with the best that run here.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { KernelChoice } from '../src/lib/engine/kernels/binary.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { EngineHost } from '../src/lib/engine/host.ts';
import { experiments } from '../src/lib/experiments/index.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { offerWebGPU } from './dawn.ts';
import { traversalFrames } from './measure.ts';
import { StyleBench } from './style-measure.ts';

const site = new URL('../public/', import.meta.url);
const weightsBase = new URL('weights/', site).href;
const fetch = async (url: unknown) => new Response(await readFile(new URL(String(url))));
const backend = process.argv[2] === 'webgpu' ? 'webgpu' : 'wasm';
if (backend === 'webgpu') await offerWebGPU();
const download = { fetch: fetch as typeof globalThis.fetch };

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
const now = backend === 'webgpu' ? () => performance.now() : processorTime;
const bench = new StyleBench(new ModelStore({ base: weightsBase, buildNet, download }), now);

const host = new EngineHost(experiments, buildNet, download);
const kernels = process.argv[3] as KernelChoice | undefined;
const report = await host.open({ backend, weightsBase, kernels });
const digits = await readFile(new URL('digits/digits.bin', site));
const five = Float32Array.from(digits.subarray(100 * 784, 101 * 784), (byte) => byte / 255);

console.log(JSON.stringify({ label: report.label, gpu: report.gpu }));
for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...values] = JSON.parse(line) as ['prepare' | 'evaluate' | 'iterate' | 'frames', never];
  const answer =
    method === 'frames' ? await traversalFrames(host, five, now) : await bench[method](...values);
  console.log(JSON.stringify(answer ?? null));
}
process.exit(0);
