// What half precision would cost in accuracy, by half-precision-node.ts: no time is measured here.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { root } from '../scripts/tools.mjs';

const file = path.join(root, 'bench', 'half-precision.json');

/** Measures, and writes half-precision.json. @param {string} commit at which */
export async function measureHalfPrecision(commit) {
  const args = ['--import', './scripts/node-tfjs.mjs', 'bench/half-precision-node.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const results = { by: 'npm run bench -- --half-precision', commit, ...JSON.parse(stdout) };
  await writeFile(file, `${JSON.stringify(results, null, 1)}\n`);
}

/**
 * What the tests allow between an engine's gradients and PyTorch's, by the same measure: the largest difference over
 * the largest number.
 */
const allowed = 1e-4;

const percent = (share) => `${Number((100 * share).toPrecision(2))} %`;

/** The README's table, of what half-precision.json has. */
export async function halfPrecisionTable() {
  const { commit, side, iterations, rows } = JSON.parse(await readFile(file, 'utf8'));
  const line = (values) => `| ${values.join(' | ')} |`;
  const lines = rows.map(({ model, rounded, representation, gradient, loss }) =>
    line([model, rounded, percent(representation), percent(gradient), Number(loss.toPrecision(3))]),
  );
  const times = Math.floor(Math.min(...rows.map(({ gradient }) => gradient)) / allowed);
  return [
    `Graphics processors compute in single precision here, too: numbers that are rounded to half precision as they are stored move gradients ${times} times as far as the tests allow any engine, or farther. Style transfer at ${side} px, at commit ${commit}: how far the representation and the gradient wrt the picture are moved at most, against their largest number, and the loss after ${iterations} iterations over that of single precision. Weights of convolutions, which the files have in 8 bits, can stay so on the device and lose nothing (\`?kernels=uint8\`).`,
    '',
    line(['network', 'rounded', 'representation', 'gradient', 'loss']),
    line(['---', '---', '---:', '---:', '---:']),
    ...lines,
  ].join('\n');
}
