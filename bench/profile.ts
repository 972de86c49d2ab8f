// node --import ./scripts/node-tfjs.mjs bench/profile.ts MODEL SIZE [EVALUATIONS]
// Where the time of one loss of style transfer with its gradient goes on wasm, kernel by kernel, in the processor's
// own milliseconds.
import { readFile } from 'node:fs/promises';
import { startBackend } from '../src/lib/engine/backend.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { tf } from '../src/lib/engine/tf.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { median } from './measure.ts';
import { StyleBench } from './style-measure.ts';

const [model = 'cifar-vgg-robust', size = '256', evaluations = '9'] = process.argv.slice(2);
const weights = new URL('../public/weights/', import.meta.url);
const fetch = async (url: unknown) => new Response(await readFile(new URL(String(url))));
const { net } = JSON.parse(await readFile(new URL(`${model}/card.json`, weights), 'utf8')) as { net: string };

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds by kernel and shape, of the evaluation that is under way. */
let spent = new Map<string, { ms: number; calls: number }>();

/** Wraps every kernel of the running backend. */
function watchKernels(): void {
  for (const kernel of tf.getKernelsForBackend('wasm')) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel({
      ...kernel,
      setupFunc: () => undefined,
      kernelFunc(args) {
        const before = processorTime();
        const result = kernel.kernelFunc(args);
        const ms = processorTime() - before;
        const [first] = Array.isArray(result) ? result : [result];
        const shape = args.inputs['kernel']?.shape ?? first?.shape ?? [];
        const name = `${kernel.kernelName} ${shape.join('x')}`;
        const so = spent.get(name) ?? { ms: 0, calls: 0 };
        spent.set(name, { ms: so.ms + ms, calls: so.calls + 1 });
        return result;
      },
    });
  }
}

const { report } = await startBackend('wasm');
const store = new ModelStore({
  base: weights.href,
  buildNet,
  download: { fetch: fetch as typeof globalThis.fetch },
});
const bench = new StyleBench(store, processorTime);
await bench.prepare({ model, family: net, size: Number(size) });
await bench.evaluate();
await bench.evaluate();
const bare: number[] = [];
for (let i = 0; i < Number(evaluations); i++) bare.push(await bench.evaluate());
watchKernels();
await bench.evaluate();
const times: number[] = [];
const seen: (typeof spent)[] = [];
for (let i = 0; i < Number(evaluations); i++) {
  spent = new Map();
  times.push(await bench.evaluate());
  seen.push(spent);
}

console.log(`${model}, ${size} px, ${report.label}: ${median(bare).toFixed(1)} ms`);
const rows = [...seen[0]!.entries()]
  .map(([name, { calls }]) => ({ name, calls, ms: median(seen.map((one) => one.get(name)?.ms ?? 0)) }))
  .sort((a, b) => b.ms - a.ms);
for (const { name, calls, ms } of rows.slice(0, 40))
  console.log(`${ms.toFixed(2).padStart(8)}  ${String(calls).padStart(3)}  ${name}`);
const known = rows.reduce((sum, { ms }) => sum + ms, 0);
console.log(
  `${known.toFixed(2).padStart(8)}       in kernels, ${median(times).toFixed(1)} with the watching`,
);
process.exit(0);
