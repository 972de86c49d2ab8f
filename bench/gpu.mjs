// npm run bench:gpu [-- --sizes=256,512] [-- --software] [-- --models=a,b]
// Style transfer on a graphics processor: WebGPU in Node by Dawn, with TensorFlow.js's kernels and with ours, beside
// PyTorch on CUDA, eager and in float32, all in turn in one run. Writes bench/gpu.json and prints a table.
// It needs `npm install --no-save webgpu`. With --software it also runs on a program that stands in for a graphics
// processor, to see that it works: then it writes nothing.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { root } from '../scripts/tools.mjs';
import { converse } from './conversation.mjs';
import { machine } from './report.mjs';
import { pythonWithTorch } from './torch.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '256,512' },
    models: {
      type: 'string',
      default: 'cifar-resnet-robust-antialiased,cifar-vgg-robust,photos-resnet-robust-small',
    },
    turns: { type: 'string', default: '12' },
    iterations: { type: 'string', default: '12' },
    software: { type: 'boolean', default: false },
  },
});
const [turns, iterations] = [Number(options.turns), Number(options.iterations)];

if (!existsSync(path.join(root, 'node_modules', 'webgpu'))) {
  console.error('Expected the package webgpu (Dawn for Node), got none: npm install --no-save webgpu');
  process.exit(1);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const familyOf = async (model) =>
  JSON.parse(await readFile(path.join(root, 'public', 'weights', model, 'card.json'), 'utf8')).net;

/** @param {string[]} kernels what `?kernels=` would say, if anything */
function engineWith(...kernels) {
  const args = ['--import', './scripts/node-tfjs.mjs', 'bench/gpu-node.ts', ...kernels];
  return converse(process.execPath, args, { cwd: root });
}

/** Milliseconds of a loss with its gradient, and of an iteration of L-BFGS, of each engine and of PyTorch, in turn. */
async function measure(model, size, engines, torch, device) {
  const family = await familyOf(model);
  for (const engine of engines) await engine.ask(['prepare', { model, family, size }]);
  const evaluations = engines.map(() => []);
  const theirs = [];
  // The first turn warms up.
  for (let turn = 0; turn <= turns; turn++) {
    for (const [i, engine] of engines.entries()) evaluations[i].push(await engine.ask(['evaluate']));
    if (torch) theirs.push((await torch.ask({ model, size, device })).clock);
  }
  const rows = [];
  for (const [i, engine] of engines.entries()) {
    const recorded = [];
    for (let turn = 0; turn < turns; turn++) recorded.push(await engine.ask(['record']));
    const { ms, evaluations: taken } = await engine.ask(['iterate', iterations]);
    rows.push({
      model,
      size,
      engine: engine.greeting.label,
      evaluation: median(evaluations[i].slice(1)),
      iteration: ms / iterations,
      evaluationsPerIteration: taken / iterations,
      javascript: median(recorded.map(({ ms: each }) => each)),
      dispatches: recorded.at(-1).dispatches,
    });
  }
  if (torch) {
    // The first iterations fill the history.
    await torch.ask({ model, size, device, iterations: 12 });
    const { clock, evaluations: taken } = await torch.ask({ model, size, device, iterations });
    rows.push({
      model,
      size,
      engine: `PyTorch ${torch.greeting.version}, ${device === 'cuda' ? torch.greeting.cuda : 'CPU, 1 thread'}`,
      evaluation: median(theirs.slice(1)),
      iteration: clock / iterations,
      evaluationsPerIteration: taken / iterations,
    });
  }
  return rows;
}

const short = (value) => (value === undefined ? '' : Number(value.toPrecision(3)));

function tableOf(rows) {
  const head = [
    'network',
    'px',
    'engine',
    'loss and gradient',
    'iteration of L-BFGS',
    'its evaluations',
    'JavaScript',
    'commands',
  ];
  const lines = rows.map((row) => [
    row.model,
    row.size,
    row.engine,
    short(row.evaluation),
    short(row.iteration),
    short(row.evaluationsPerIteration),
    short(row.javascript),
    row.dispatches ?? '',
  ]);
  return [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

const engines = [];
const python = await pythonWithTorch();
const torch =
  python && (await converse(python.command, ['bench/torch_style.py'], { cwd: root, env: python.env }));
try {
  for (const kernels of ['tfjs', 'ours', 'uint8']) engines.push(await engineWith(kernels));
  const { gpu, label } = engines[0].greeting;
  if (!gpu && !options.software) {
    console.error(`Expected a graphics processor, got ${label}: --software measures it all the same.`);
    process.exitCode = 1;
  } else {
    // What a reader gets: ours, or by a measurement on this device some of TensorFlow.js's.
    if (gpu) engines.push(await engineWith());
    const device = torch?.greeting.cuda ? 'cuda' : 'cpu';
    const rows = [];
    for (const model of options.models.split(','))
      for (const size of options.sizes.split(',').map(Number)) {
        console.log(`${model}, ${size} px`);
        rows.push(...(await measure(model, size, engines, torch, device)));
      }
    if (gpu) {
      const results = { by: 'npm run bench:gpu', machine: machine(), rows };
      await writeFile(path.join(root, 'bench', 'gpu.json'), `${JSON.stringify(results, null, 1)}\n`);
    }
    console.log(`\nMilliseconds, medians.\n\n${tableOf(rows)}`);
  }
} finally {
  for (const each of [...engines, torch]) each?.end();
}
