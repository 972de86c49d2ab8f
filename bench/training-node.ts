// node --import ./scripts/node-tfjs.mjs bench/training-node.ts
// The figure's training on wasm in this process: answers each line {"steps"} with the milliseconds of a step of both
// networks, in the processor's own time, and each line {"measure"} with the fractions of all held-out digits that each
// reads rightly, untouched and after 20 steps within 1.5 in L2. First it says what it runs on.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { unpackTenThousand } from '../src/components/figures/shared/digits/ten-thousand.ts';
import { configOf, defaults, epsOf } from '../src/components/figures/train-yourself/state.ts';
import { startBackend } from '../src/lib/engine/backend.ts';
import { tf } from '../src/lib/engine/tf.ts';
import { rateAt } from '../src/lib/experiments/training.ts';
import { smallCnnShapes } from '../src/lib/nets/small-cnn-shapes.ts';
import { rightOf, rightUnderAttack } from '../src/lib/training/accuracy.ts';
import { Batches } from '../src/lib/training/batches.ts';
import { batchOf } from '../src/lib/training/labelled-digits.ts';
import { Learner } from '../src/lib/training/learner.ts';
import { firstWeights } from '../src/lib/training/weight-vector.ts';

const file = new URL('../public/digits/ten-thousand.bin', import.meta.url);
const { digits, heldOut } = await unpackTenThousand(new Uint8Array(await readFile(file)));
const { report } = await startBackend('wasm');
const config = configOf(defaults, { digits, heldOut }, epsOf(defaults));
const { width, rule, seed, batch: size, attack } = config;
const weights = firstWeights(smallCnnShapes(width), seed);
const learners = [0, 1].map(() => new Learner(width, rule, { weights, memory: [], steps: 0 }));
const attacks = [{ ...attack, eps: 0 }, attack];
const batches = new Batches(digits.labels.length, size, seed);

function steps(count: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) {
    const made = learners[0]!.steps;
    const batch = batchOf(digits, batches.at(made));
    learners.forEach((learner, k) => learner.learn(batch, attacks[k]!, rateAt(config, made)).dispose());
    tf.dispose([batch.images, batch.labels]);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/** Held-out digits read at once. */
const atOnce = 200;

function measure() {
  const judged = { norm: 'L2', eps: 1.5, steps: 20 } as const;
  const sums = learners.map(() => ({ clean: 0, attacked: 0 }));
  const count = heldOut.labels.length;
  for (let first = 0; first < count; first += atOnce) {
    const batch = batchOf(
      heldOut,
      Array.from({ length: atOnce }, (_, i) => first + i),
    );
    learners.forEach(({ net }, k) => {
      for (const [name, right] of [
        ['clean', rightOf(net, batch)],
        ['attacked', rightUnderAttack(net, batch, judged)],
      ] as const) {
        sums[k]![name] += right.dataSync()[0]! / count;
        right.dispose();
      }
    });
    tf.dispose([batch.images, batch.labels]);
  }
  return sums;
}

console.log(JSON.stringify({ label: report.label }));
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as { steps?: number };
  console.log(JSON.stringify(asked.steps === undefined ? measure() : steps(asked.steps)));
}
process.exit(0);
