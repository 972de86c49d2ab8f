// The figure's training, on one thread: ours and PyTorch in turn, in the processor's own time, over as many steps as
// the figure's own run has; then what both have come to.
import { root } from '../scripts/tools.mjs';
import { converse } from './conversation.mjs';
import { pythonWithTorch } from './torch.mjs';
import { median } from './turns.mjs';

/** Six times through 8 000 digits, in batches of 64. */
const steps = 750;
const stepsInTurn = 50;
const round = (value) => Number(value.toPrecision(3));

/** @returns {Promise<import('./report.mjs').Row[]>} */
export async function measureTraining(say) {
  const ours = await converse(
    process.execPath,
    ['--import', './scripts/node-tfjs.mjs', 'bench/training-node.ts'],
    { cwd: root },
  );
  const python = await pythonWithTorch();
  const torch =
    python && (await converse(python.command, ['bench/torch_training.py'], { cwd: root, env: python.env }));
  try {
    const ms = { ours: [], torch: [] };
    for (let made = 0; made < steps; made += stepsInTurn) {
      ms.ours.push(await ours.ask({ steps: stepsInTurn }));
      if (torch) ms.torch.push(await torch.ask({ steps: stepsInTurn }));
      say(`  ${made + stepsInTurn} steps: ${round(ms.ours.at(-1))} and ${round(ms.torch.at(-1) ?? NaN)} ms`);
    }
    const accuracy = { ours: await ours.ask({ measure: true }), torch: await torch?.ask({ measure: true }) };
    say(JSON.stringify(accuracy));
    // The first turn warms up.
    const later = (values) => values.slice(1);
    const seconds = (values) => round(values.reduce((sum, value) => sum + value * stepsInTurn, 0) / 1000);
    const row = {
      part: 'training',
      engine: 'wasm in Node, one thread, the processor’s own time',
      size: 'a batch of 64 digits, ε 2, 3 steps of attack',
      ms: round(median(later(ms.ours))),
    };
    return [
      {
        ...row,
        what: 'Training, a step of both networks',
        ...(torch && {
          peer: `PyTorch ${python.version}, in turn`,
          peerMs: round(median(later(ms.torch))),
          ratio: round(median(later(ms.ours).map((value, i) => value / later(ms.torch)[i]))),
        }),
      },
      {
        ...row,
        what: `Training, ${steps} steps of both networks`,
        ms: 1000 * seconds(ms.ours),
        ...(torch && { peer: `PyTorch ${python.version}, in turn`, peerMs: 1000 * seconds(ms.torch) }),
        accuracy: accuracy.ours,
        peerAccuracy: accuracy.torch,
      },
    ];
  } finally {
    ours.end();
    torch?.end();
  }
}
