// node --import ./scripts/node-tfjs.mjs bench/steps-node.ts
// Times the steps of the figures' usual runs on wasm, with the robust network alone, in the processor's own time:
// answers each line of JSON, {"run", "steps"}, with {"ms", "step"}, milliseconds of a step and what it is made of.
import { createInterface } from 'node:readline';
import { openNodeEngine } from '../scripts/node-engine.ts';
import { defaultRuns, type DefaultRun, type Run } from './default-runs.ts';
import { stepOf, withRobustAlone } from './robust-alone.ts';

const engine = await openNodeEngine();

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

console.log(JSON.stringify({ label: engine.report.label }));
for await (const line of createInterface({ input: process.stdin })) {
  const { run, steps } = JSON.parse(line) as { run: DefaultRun; steps: number };
  const alone: Run = withRobustAlone(await defaultRuns[run](), steps);
  let began = 0;
  // What is asked of a picture before the first step is no step's.
  for await (const _ of engine.frames(alone.experiment, alone.config)) began ||= processorTime();
  console.log(
    JSON.stringify({
      ms: (processorTime() - began) / steps,
      step: stepOf(alone),
    }),
  );
}
process.exit(0);
