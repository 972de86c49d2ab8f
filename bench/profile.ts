// node --import ./scripts/node-tfjs.mjs bench/profile.ts MODEL SIZE [REPETITIONS]
// node --import ./scripts/node-tfjs.mjs bench/profile.ts training [STEPS]
// Where the time of one loss of style transfer with its gradient goes on wasm, or of a step of the reader's networks.
import { readFile } from 'node:fs/promises';
import { startBackend } from '../src/lib/engine/backend.ts';
import { ModelStore } from '../src/lib/engine/models.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { processorTime } from './processor-time.ts';
import { StyleBench } from './style-measure.ts';
import { TrainingBench } from './training-measure.ts';
import { printKernels } from './watch-kernels.ts';

const [model = 'cifar-vgg-robust', ...rest] = process.argv.slice(2);
const { report } = await startBackend('wasm');

async function profileTraining(steps: number): Promise<void> {
  const bench = await TrainingBench.start();
  await printKernels(`a step of both networks, ${report.label}`, () => bench.steps(1), steps);
}

async function profileStyle(size: number, evaluations: number): Promise<void> {
  const weights = new URL('../public/weights/', import.meta.url);
  const fetch = async (url: unknown) => new Response(await readFile(new URL(String(url))));
  const { net } = JSON.parse(await readFile(new URL(`${model}/card.json`, weights), 'utf8')) as {
    net: string;
  };
  const download = { fetch: fetch as typeof globalThis.fetch };
  const bench = new StyleBench(new ModelStore({ base: weights.href, buildNet, download }), processorTime);
  await bench.prepare({ model, family: net, size });
  await printKernels(`${model}, ${size} px, ${report.label}`, () => bench.evaluate(), evaluations);
}

if (model === 'training') await profileTraining(Number(rest[0] ?? 200));
else await profileStyle(Number(rest[0] ?? 256), Number(rest[1] ?? 9));
process.exit(0);
