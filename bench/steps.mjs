// A step of each figure on representations, with the robust network, as its usual run makes it: ours on wasm and
// PyTorch take turns on one thread, in the processor's own time.
import { root } from '../scripts/tools.mjs';
import { converse } from './conversation.mjs';
import { pythonsWithTorch } from './torch.mjs';
import { inTurn, median } from './turns.mjs';

const runs = [
  'near-twins',
  'inversion',
  'interpolation',
  'features',
  'class-from-noise',
  'imagine',
  'manipulation',
  'paint-it-in',
  'finish-my-drawing',
];
/** In each turn; a multiple of four, since a figure looks at every fourth one, and some twice at every second. */
const steps = 12;
const turns = 5;
const round = (value) => Number(value.toPrecision(3));

/** The README's table. */
export function stepTable(rows, { machine, commit }) {
  const line = (values) => `| ${values.join(' | ')} |`;
  const lines = rows.map(({ what, size, ms, peer = '', peerMs = '', ratio = '' }) =>
    line([what.replace('A step of the figure ', ''), size, ms, peer.replace(', in turn', ''), peerMs, ratio]),
  );
  return [
    `On one thread of ${machine}, at commit ${commit}, in the processor’s own time: milliseconds of a step of each figure on representations, as its usual run makes it with the robust network, its pictures side by side. *Times* as above.`,
    '',
    line(['figure', 'on', 'ours', 'beside', 'theirs', 'times']),
    line(['---', '---', '---:', '---', '---:', '---:']),
    ...lines,
  ].join('\n');
}

/** @returns {Promise<import('./report.mjs').Row[]>} */
export async function measureSteps(say) {
  const args = ['--import', './scripts/node-tfjs.mjs', 'bench/steps-node.ts'];
  const ours = await converse(process.execPath, args, { cwd: root });
  const torches = [];
  try {
    for (const { command, version, env } of await pythonsWithTorch()) {
      const child = await converse(command, ['bench/torch_steps.py'], { cwd: root, env });
      torches.push({ name: `PyTorch ${version}, in turn`, child });
    }
    const rows = [];
    for (const run of runs) {
      const { step } = await ours.ask({ run, steps });
      const players = { ours: async () => (await ours.ask({ run, steps })).ms };
      for (const { name, child } of torches) players[name] = () => child.ask({ ...step, steps });
      const ms = await inTurn(players, turns);
      const size = `${step.model}, ${step.pictures} × ${step.height} px`;
      say(`  ${run}: ${Object.entries(ms).map(([name, all]) => `${name} ${round(median(all))} ms`)}`);
      const row = {
        part: 'steps',
        what: `A step of the figure ${run}`,
        engine: 'wasm in Node, one thread, the processor’s own time',
        size,
        ms: round(median(ms.ours)),
      };
      if (torches.length === 0) rows.push(row);
      for (const { name } of torches)
        rows.push({
          ...row,
          peer: name,
          peerMs: round(median(ms[name])),
          ratio: round(median(ms.ours.map((value, i) => value / ms[name][i]))),
        });
    }
    return rows;
  } finally {
    for (const child of [ours, ...torches.map(({ child }) => child)]) child.end();
  }
}
