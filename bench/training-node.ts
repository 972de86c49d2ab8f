// node --import ./scripts/node-tfjs.mjs bench/training-node.ts
// The figure's training on wasm in this process: answers each line {"steps"} with the milliseconds of a step of both
// networks, in the processor's own time, and each line {"measure"} with the fractions of all held-out digits that each
// reads rightly, untouched and after 20 steps within 1.5 in L2. First it says what it runs on.
import { createInterface } from 'node:readline';
import { startBackend } from '../src/lib/engine/backend.ts';
import { TrainingBench } from './training-measure.ts';

const { report } = await startBackend('wasm');
const bench = await TrainingBench.start();

console.log(JSON.stringify({ label: report.label }));
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as { steps?: number };
  console.log(JSON.stringify(asked.steps === undefined ? bench.measure() : bench.steps(asked.steps)));
}
process.exit(0);
