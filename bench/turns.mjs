// One thread of the processor: TF.js's own kernels, ours, and PyTorch take turns, so that whatever else the machine
// does falls on all of them. Everything is in the processor's own time.
import { readFile } from 'node:fs/promises';
import { root } from '../scripts/tools.mjs';
import { converse } from './conversation.mjs';
import { pythonsWithTorch } from './torch.mjs';

/** One network of each shape that ships for style transfer, unless MODELS names others, as name or name:size. */
const models = process.env.MODELS?.split(',') ?? [
  'cifar-resnet-robust-antialiased',
  'cifar-resnet-robust',
  'cifar-vgg-robust',
  'photos-resnet-robust-small',
  'photos-vgg-robust-small',
  'cifar-alexnet-standard',
];
const turns = { 256: 4, 512: 3 };
/** Iterations of L-BFGS in each turn. */
const iterations = 2;
/** Iterations until L-BFGS has its history, and costs what it then always costs; TF.js's way costs that at once. */
const warmUp = { tfjs: 1, simd: 11, relaxed: 11 };
/** What a reader's run takes at most; memory must not grow over it. */
const long = 200;

const layouts = ['NCHW', 'channels last'];
const kernels = {
  tfjs: "TF.js's own kernels",
  simd: 'our kernels, SIMD',
  relaxed: 'our kernels, relaxed SIMD',
};

/** @param {number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * @typedef {{ name: string, ours: boolean, prepare?: (model: string, size: number) => Promise<void>, take: (model: string, size: number) => Promise<number> }} Player
 * @typedef {{ model: string, size: number, ms: Record<string, number[]> }} Turns milliseconds of each turn, by player
 */

const perEvaluation = (ms, evaluations) => ms / evaluations;

async function startPlayers() {
  const engines = {};
  for (const choice of Object.keys(kernels)) {
    const args = ['--import', './scripts/node-tfjs.mjs', 'bench/style-node.ts', 'wasm', choice];
    engines[choice] = await converse(process.execPath, args, { cwd: root });
  }
  const pythons = [];
  for (const { command, version, env } of await pythonsWithTorch()) {
    const ask = (script, ...args) => converse(command, [`bench/${script}`, ...args], { cwd: root, env });
    // The digits' code wants more of a Python than style transfer does.
    const traversal = await ask('torch_traversal.py', '--in-turn').catch(() => undefined);
    pythons.push({ version, style: await ask('torch_style.py'), traversal });
  }
  return { engines, pythons };
}

/** @returns {Promise<Turns[]>} */
async function styleTurns({ engines, pythons }, say) {
  const found = [];
  for (const name of models) {
    const [model, only] = name.split(':');
    const { net: family } = JSON.parse(await readFile(`${root}/public/weights/${model}/card.json`, 'utf8'));
    for (const size of (only ? [only] : Object.keys(turns)).map(Number)) {
      say(`  ${model}, ${size} px`);
      const players = {};
      for (const [choice, engine] of Object.entries(engines)) {
        await engine.ask(['prepare', { model, family, size }]);
        await engine.ask(['iterate', warmUp[choice]]);
        players[kernels[choice]] = async () => {
          const { ms, evaluations } = await engine.ask(['iterate', iterations]);
          return perEvaluation(ms, evaluations);
        };
      }
      for (const { version, style } of pythons)
        for (const layout of layouts)
          players[`PyTorch ${version}, ${layout}`] = async () => {
            const question = { model, size, device: 'cpu', layout, iterations };
            const { processor, evaluations } = await style.ask(question);
            return perEvaluation(processor, evaluations);
          };
      found.push({ model, size, ms: await inTurn(players, turns[size]) });
    }
  }
  return found;
}

/** The first turn warms up. */
export async function inTurn(players, count) {
  const ms = Object.fromEntries(Object.keys(players).map((name) => [name, []]));
  for (let turn = 0; turn <= count; turn++)
    for (const [name, play] of Object.entries(players)) {
      const took = await play();
      if (turn > 0) ms[name].push(took);
    }
  return ms;
}

async function traversalTurns({ engines, pythons }) {
  const players = {};
  for (const [choice, engine] of Object.entries(engines))
    players[kernels[choice]] = () => engine.ask(['frames']);
  for (const { version, traversal } of pythons)
    if (traversal) players[`PyTorch ${version}, NCHW`] = () => traversal.ask(null);
  return inTurn(players, 8);
}

/** What L-BFGS itself takes of an iteration, and whether a long run holds more at its end than at its beginning. */
async function ownShare({ engines: { relaxed } }) {
  // Where an evaluation costs least, the optimiser's share is largest.
  const [model, family] = ['photos-resnet-robust-small', 'resnet'];
  const shares = [];
  for (const size of [256, 512]) {
    await relaxed.ask(['prepare', { model, family, size }]);
    await relaxed.ask(['iterate', warmUp.relaxed]);
    const players = {
      iteration: async () => {
        const { ms, evaluations } = await relaxed.ask(['iterate', iterations]);
        return perEvaluation(ms, evaluations);
      },
      evaluation: () => relaxed.ask(['evaluate']),
    };
    const { iteration, evaluation } = await inTurn(players, turns[size]);
    shares.push({ model, size, iteration: median(iteration), evaluation: median(evaluation) });
  }
  await relaxed.ask(['prepare', { model, family, size: 128 }]);
  const { bytes } = await relaxed.ask(['iterate', warmUp.relaxed]);
  const { bytes: after } = await relaxed.ask(['iterate', long]);
  return { shares, memory: { model, size: 128, iterations: long, bytes, after } };
}

/**
 * @param {(line: string) => void} say
 */
export async function measureTurns(say) {
  const players = await startPlayers();
  try {
    say('traversal, in turn');
    const traversal = await traversalTurns(players);
    say('style transfer, in turn');
    const style = await styleTurns(players, say);
    say('what L-BFGS takes, and memory');
    const { shares, memory } = await ownShare(players);
    return { traversal, style, shares, memory, kernels: Object.values(kernels), own: kernels.tfjs };
  } finally {
    for (const child of Object.values(players.engines)) child.end();
    for (const { style, traversal } of players.pythons) [style, traversal].forEach((child) => child?.end());
  }
}
