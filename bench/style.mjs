// Style transfer on every backend that is fast enough, beside PyTorch: the two take turns, an evaluation each, so that
// whatever else the machine does falls on both.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { root } from '../scripts/tools.mjs';
import { converse } from './conversation.mjs';
import { withPage } from './engines.mjs';
import { pythonWithTorch } from './torch.mjs';

const sizes = [128, 256, 512];
const turns = { 128: 8, 256: 6, 512: 3 };
const iterations = 12;
/** One of each family that style transfer is about, and one whose first convolution halves the picture. */
const models = ['cifar-resnet-robust-antialiased', 'cifar-vgg-robust', 'photos-resnet-robust-small'];

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const familyOf = async (model) => {
  const card = await readFile(`${root}/public/weights/${model}/card.json`, 'utf8');
  return JSON.parse(card).net;
};

/**
 * @typedef {{ call: (method: string, ...values: unknown[]) => Promise<any>, time: 'processor' | 'clock', device?: string }} Bench
 * @typedef {object} StyleMeasured
 * @property {string} engine
 * @property {string} time whether it is the processor's own time or the clock's
 * @property {string} [torch] what PyTorch ran on beside it
 * @property {{ model: string, size: number, ms: number, torchMs?: number, ratio?: number }[]} evaluations
 * @property {{ model: string, size: number, ms: number, bare: number, bytes: number, bytesAfter: number }} iteration
 *   of an iteration with its evaluations, and what these take alone
 */

/**
 * @param {string} engine @param {Bench} bench
 * @returns {Promise<StyleMeasured>}
 */
async function measure(engine, { call, time, device = 'cpu' }, torch) {
  const evaluations = [];
  for (const model of models) {
    const family = await familyOf(model);
    for (const size of sizes) {
      await call('prepare', { model, family, size });
      const [ours, theirs] = [[], []];
      // The first turn warms up.
      for (let turn = 0; turn <= turns[size]; turn++) {
        ours.push(await call('evaluate'));
        if (torch) theirs.push((await torch.ask({ model, size, device }))[time]);
      }
      const pairs = ours.map((ms, i) => ms / theirs[i]);
      const row = { model, size, ms: median(ours.slice(1)) };
      evaluations.push(
        torch ? { ...row, torchMs: median(theirs.slice(1)), ratio: median(pairs.slice(1)) } : row,
      );
    }
  }
  const [model, size] = [models[0], 256];
  await call('prepare', { model, family: await familyOf(model), size });
  await call('evaluate');
  const alone = [];
  for (let turn = 0; turn < turns[size]; turn++) alone.push(await call('evaluate'));
  // The history of L-BFGS is full then, and memory what it stays.
  const { bytes } = await call('iterate', iterations);
  const { ms, evaluations: count, bytes: bytesAfter } = await call('iterate', iterations);
  const bare = (median(alone) * count) / iterations;
  return {
    engine,
    time,
    torch: torch && (device === 'cpu' ? 'CPU, 1 thread' : torch.greeting.cuda),
    evaluations,
    iteration: { model, size, ms: ms / iterations, bare, bytes, bytesAfter },
  };
}

/** On a graphics processor and without a browser, beside CUDA where PyTorch has it. */
async function dawnInNode(torch) {
  // The package is there only where somebody wants this: see dawn.ts.
  if (!existsSync(`${root}/node_modules/webgpu`)) return undefined;
  const args = ['--import', './scripts/node-tfjs.mjs', 'bench/style-node.ts', 'webgpu'];
  const child = await converse(process.execPath, args, { cwd: root });
  try {
    if (!child.greeting.gpu) return undefined;
    const call = (...question) => child.ask(question);
    const device = torch?.greeting.cuda ? 'cuda' : 'cpu';
    return await measure(`webgpu in Node (${child.greeting.label})`, { call, time: 'clock', device }, torch);
  } finally {
    child.end();
  }
}

/**
 * @param {Parameters<typeof withPage>[0][]} pages the browsers to measure in
 * @param {(line: string) => void} say
 * @returns {Promise<{ measured: StyleMeasured[], torch?: string }>}
 */
export async function measureStyle(pages, say) {
  const python = await pythonWithTorch();
  const torch =
    python && (await converse(python.command, ['bench/torch_style.py'], { cwd: root, env: python.env }));
  const measured = [];
  try {
    say('style transfer, WebGPU in Node');
    const dawn = await dawnInNode(torch);
    if (dawn) measured.push(dawn);
    else say('  there is none here');
    for (const options of pages) {
      say(`style transfer, ${options.name}`);
      const found = await withPage(options, (engine, page) => {
        const call = (...question) => page.evaluate((asked) => globalThis.engine.style(asked), question);
        return measure(engine, { call, time: 'clock' }, torch);
      });
      if (found) measured.push(found);
      else say('  there is none here');
    }
  } finally {
    torch?.end();
  }
  return { measured, torch: torch?.greeting.version };
}
