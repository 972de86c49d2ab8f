// The measurements as rows, and the rows as the README's table.
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../scripts/tools.mjs';

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} engine
 * @property {string} size what it was measured on
 * @property {number | null} ms steady state
 * @property {number} [firstMs] the first time, shaders and allocation included
 * @property {number} [bytes]
 * @property {string} [peer] what it stands beside
 * @property {number} [peerMs]
 * @property {number} [ratio] ms / peerMs: above 1 we are slower
 */

const round = (value) => (value === null ? null : Number(value.toPrecision(3)));
const beside = (ms, peer, peerMs) => ({ peer, peerMs: round(peerMs), ratio: round(ms / peerMs) });

/** @returns {Row[]} */
export function rowsOf({ engines, torch, style, page }) {
  const frames = engines.map(({ engine, traversal: { first, median } }) => ({
    what: 'Traversal frame',
    engine,
    size: '2 nets and the judge, 28 px',
    ms: round(median),
    firstMs: round(first),
    ...(torch && beside(median, `PyTorch ${torch.version}, CPU, 1 thread`, torch.median)),
  }));
  const convolutions = engines.flatMap(({ engine, convolutions }) =>
    convolutions.flatMap(({ size, ours, builtIn, tiled }) => {
      const row = (peer, theirs) => ({
        what: 'Gradient through a convolution',
        engine,
        size,
        ms: round(ours.median),
        firstMs: round(ours.first),
        ...beside(ours.median, peer, theirs.median),
      });
      const rows = [row(tiled ? 'Conv2DBackpropInput, naive' : 'Conv2DBackpropInput', builtIn)];
      return tiled ? [...rows, row('Conv2DBackpropInput, tiled', tiled)] : rows;
    }),
  );
  const engine = 'the built site, wasm in the browser, server on this machine';
  const row = (what, ms, more = {}) => ({
    what,
    engine,
    size: 'traversal figure',
    ms: Math.round(ms),
    ...more,
  });
  const task = (when, { cpu, wall }) => ({
    ...row(`Longest main-thread task ${when}`, cpu),
    ...beside(cpu, 'by the clock, other programs included', wall),
  });
  return [
    ...frames,
    ...convolutions,
    ...styleRows(style),
    row('From page load to the first live frame', page.firstFrame, { bytes: page.bytes }),
    row('Of that, until Run can be pressed', page.loaded),
    task('while the page loads', page.whileLoading),
    task('from Run to the first frame', page.whileStarting),
    task('while a job runs', page.whileRunning),
  ];
}

/** @returns {Row[]} */
function styleRows({ measured, torch }) {
  return measured.flatMap(({ engine, time, torch: on, evaluations, iteration }) => {
    const where = time === 'processor' ? `${engine}, the processor's own time` : engine;
    const row = (what, size, ms, more) => ({ what, engine: where, size, ms: round(ms), ...more });
    const rows = evaluations.map(({ model, size, ms, torchMs, ratio }) => {
      const peer = torchMs && {
        peer: `PyTorch ${torch}, ${on}, in turn`,
        peerMs: round(torchMs),
        ratio: round(ratio),
      };
      return row('Style transfer, loss and gradient', `${model}, ${size} px`, ms, peer);
    });
    const { model, size, ms, bare, bytes, bytesAfter } = iteration;
    const [small, large] = [evaluations[0], evaluations.findLast((each) => each.model === model)];
    const pixels = (large.size / small.size) ** 2;
    return [
      ...rows,
      row('Style transfer, cost against pixels', `${model}, ${large.size} px`, large.ms, {
        ...beside(large.ms, `${pixels} times ${small.size} px`, pixels * small.ms),
      }),
      row('Style transfer, iteration of L-BFGS', `${model}, ${size} px`, ms, {
        ...beside(ms, 'its evaluations alone', bare),
      }),
      row('Style transfer, memory after 12 more iterations', `${model}, ${size} px`, null, {
        bytes: bytesAfter,
        ratio: bytesAfter / bytes,
      }),
    ];
  });
}

export const machine = () => {
  const cpus = os.cpus();
  return `${cpus[0]?.model.trim() ?? 'unknown processor'}, ${cpus.length} cores, ${os.platform()}, Node ${process.versions.node}`;
};

const number = (value) => (value === undefined || value === null ? '' : String(value));

/** @param {Row[]} rows */
export function tableOf(rows, results) {
  const lines = rows.map((row) => {
    const size = row.bytes ? `${row.size}, ${(row.bytes / 1e6).toFixed(2)} MB` : row.size;
    const peer = row.peer ? `${row.peer}: ${number(row.peerMs)}` : '';
    const cells = [row.what, row.engine, size, number(row.firstMs), number(row.ms), peer, number(row.ratio)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `Measured on ${results.machine}, at commit ${results.commit}. Medians, in milliseconds; *first* includes shaders and allocation; *times* above 1 means slower than what stands beside it.`,
    '',
    '| what | where | on | first | steady | beside | times |',
    '| --- | --- | --- | ---: | ---: | --- | ---: |',
    ...lines,
  ].join('\n');
}

/** Puts a table between the README's two marks of its name. */
export async function writeReadme(name, table) {
  const file = path.join(root, 'README.md');
  const text = await readFile(file, 'utf8');
  const [begin, end] = ['start', 'end'].map((edge) => `<!-- ${name}:${edge} -->`);
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Expected README.md to hold ${begin} and ${end}.`);
  await writeFile(file, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
