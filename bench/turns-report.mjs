// What was measured in turn, as rows for results.json and as a table of its own for the README.
import { median } from './turns.mjs';

const engine = 'wasm in Node, one thread, the processor’s own time';
const round = (value) => Number(value.toPrecision(3));

/** The median of what one took over what the other took in the same turn. */
const times = (ours, theirs) => median(ours.map((ms, i) => ms / theirs[i]));

/** @returns {import('./report.mjs').Row[]} */
export function turnRows({ traversal, style, shares, memory, kernels }) {
  const compared = (what, size, ms) =>
    kernels.flatMap((name) =>
      Object.keys(ms)
        .filter((peer) => peer.startsWith('PyTorch'))
        .map((peer) => ({
          what,
          engine: `${engine}, ${name}`,
          size,
          ms: round(median(ms[name])),
          peer: `${peer}, in turn`,
          peerMs: round(median(ms[peer])),
          ratio: round(times(ms[name], ms[peer])),
        })),
    );
  const rows = [
    ...compared('Traversal frame, in turn', '2 nets and the judge, 28 px', traversal),
    ...style.flatMap(({ model, size, ms }) =>
      compared('Style transfer, an iteration of L-BFGS', `${model}, ${size} px`, ms),
    ),
    ...shares.map(({ model, size, iteration, evaluation }) => ({
      what: 'Style transfer, an iteration beside its evaluation alone',
      engine,
      size: `${model}, ${size} px`,
      ms: round(iteration),
      peer: 'its evaluation',
      peerMs: round(evaluation),
      ratio: round(iteration / evaluation),
    })),
    ...pixelRows(style, kernels.at(-1)),
    {
      what: `Style transfer, memory after ${memory.iterations} more iterations`,
      engine,
      size: `${memory.model}, ${memory.size} px`,
      ms: null,
      bytes: memory.after,
      ratio: memory.after / memory.bytes,
    },
  ];
  return rows.map((row) => ({ ...row, part: 'turns' }));
}

/** The larger picture beside as many times the smaller as it has pixels. */
function pixelRows(style, name) {
  return style
    .map((row) => ({ ...row, small: style.find(({ model, size }) => model === row.model && size === 256) }))
    .filter(({ size, small }) => size === 512 && small)
    .map(({ model, size, ms, small }) => {
      const [large, less] = [median(ms[name]), median(small.ms[name])];
      return {
        what: 'Style transfer, cost against pixels',
        engine: `${engine}, ${name}`,
        size: `${model}, ${size} px`,
        ms: round(large),
        peer: '4 times 256 px',
        peerMs: round(4 * less),
        ratio: round(large / (4 * less)),
      };
    });
}

/** The README's table: ours beside TF.js's own kernels and beside each PyTorch, in both layouts. */
export function turnTable({ traversal, style, kernels, own }, { machine, commit }) {
  const [, simd, relaxed] = kernels;
  const peers = [...new Set(Object.keys(style[0].ms).filter((name) => name.startsWith('PyTorch')))];
  const versions = [...new Set(peers.map((name) => name.split(', ')[0]))];
  const of = (ms, name) => (ms[name] ? String(round(median(ms[name]))) : '');
  const cells = (what, size, ms) => {
    const theirs = versions.flatMap((version) => {
      const names = Object.keys(ms).filter((name) => name.startsWith(`${version}, `));
      const [fastest] = names.toSorted((a, b) => median(ms[a]) - median(ms[b]));
      const ratios = fastest && [relaxed, simd].map((name) => round(times(ms[name], ms[fastest])));
      return [names.map((name) => of(ms, name)).join(' / '), ratios ? ratios.join(' / ') : ''];
    });
    return [what, size, of(ms, own), of(ms, simd), of(ms, relaxed), ...theirs];
  };
  const head = [
    'network',
    'px',
    "TF.js's own",
    'ours, SIMD',
    'ours, relaxed SIMD',
    ...versions.flatMap((version) => [`${version}, NCHW / channels last`, 'times, relaxed / SIMD']),
  ];
  const rows = [
    ...style.map(({ model, size, ms }) => cells(model, String(size), ms)),
    cells('a traversal frame', '28', traversal),
  ];
  const line = (values) => `| ${values.join(' | ')} |`;
  return [
    `On one thread of ${machine}, at commit ${commit}, in the processor’s own time: milliseconds of an iteration of L-BFGS, with the one evaluation that it takes nearly always, TF.js’s own kernels, ours and PyTorch in turn. *Times* is ours over PyTorch in its faster layout, the median over the turns: below 1 ours is faster.`,
    '',
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}
