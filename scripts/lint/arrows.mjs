// An ESLint rule for the house's arrows: pages -> components -> experiments -> optimisation -> what it is made
// of (objectives, optimizers, parameterisations, moves, measures, pictures, nets) -> engine. It reads static and dynamic imports and re-exports, and
// follows relative paths, so that no spelling of a path gets round it.
import path from 'node:path';
import { root } from '../tools.mjs';

/** What experiments are made of. */
export const rooms = [
  'nets',
  'objectives',
  'optimizers',
  'parameterisations',
  'moves',
  'measures',
  'pictures',
  'random',
];
const insides = rooms.map((name) => `src/lib/${name}/`);
const core = ['src/lib/optimisation/', 'src/lib/training/'];
/** What of the engine a page may load: it knows no TF.js, which the tests make sure of. */
const pageSide = [
  'client',
  'device',
  'backend-name',
  'card',
  'errors',
  'limits',
  'receive',
  'watched-worker',
].map((name) => `src/lib/engine/${name}.`);
/** What of the rest of the library a page may load, for the same reason. */
const plain = [
  'pictures/crop',
  'pictures/gaussian-picture',
  'pictures/patterns',
  'pictures/picture',
  'pictures/resize',
  'pictures/rgba',
  'random/seeded',
  'measures/spectrum',
  'nets/small-cnn-shapes',
  'training/safetensors',
  'training/weight-shapes',
].map((name) => `src/lib/${name}.`);
const plainExperiments = ['src/lib/experiments/style-layers.'];
const views = ['src/components/', 'src/layouts/', 'src/pages/'];

/**
 * Who may import what. A file belongs to the first zone that one of its `files` begins; each of
 * `forbid` is a folder or package that it may not import, `unless` the target begins with one of
 * those, or, where `types` is true, only types are imported.
 * @type {{ files: string[], forbid: { targets: string[], unless?: string[], types?: boolean, why: string }[] }[]}
 */
const zones = [
  {
    files: views,
    forbid: [
      { targets: ['@tensorflow/'], why: 'only src/lib/engine talks to TF.js' },
      {
        targets: [...insides, ...core],
        unless: plain,
        why: 'a figure is thin: it asks the engine client to run an experiment',
      },
      {
        targets: ['src/lib/engine/'],
        unless: pageSide,
        types: true,
        why: 'components use the engine client, and the rest of the engine stays in the worker',
      },
      {
        targets: ['src/lib/experiments/'],
        unless: plainExperiments,
        types: true,
        why: 'experiments run in the worker: components import their types only',
      },
    ],
  },
  {
    files: ['src/lib/engine/'],
    forbid: [
      {
        targets: ['src/'],
        unless: ['src/lib/engine/'],
        why: 'the engine stands at the bottom and imports nothing of ours',
      },
    ],
  },
  {
    files: insides,
    forbid: [
      { targets: ['@tensorflow/'], why: 'only src/lib/engine talks to TF.js' },
      {
        targets: ['src/lib/experiments/', ...core],
        why: 'experiments and the optimisation of a picture stand above what they are made of',
      },
      { targets: views, why: 'the library knows nothing of the page' },
    ],
  },
  {
    files: core,
    forbid: [
      { targets: ['@tensorflow/'], why: 'only src/lib/engine talks to TF.js' },
      { targets: ['src/lib/experiments/'], why: 'experiments are uses of the optimisation of a picture' },
      { targets: views, why: 'the library knows nothing of the page' },
    ],
  },
  {
    files: ['src/lib/'],
    forbid: [
      { targets: ['@tensorflow/'], why: 'only src/lib/engine talks to TF.js' },
      { targets: views, why: 'the library knows nothing of the page' },
    ],
  },
  {
    files: ['src/', 'content/'],
    forbid: [{ targets: ['@tensorflow/'], why: 'only src/lib/engine talks to TF.js' }],
  },
];

/** What `specifier` names when `file` imports it: a path from the root of the project, or a package. */
function targetOf(specifier, file) {
  const bare = specifier.replace(/[?#].*$/, '');
  if (bare.startsWith('.')) return path.posix.join(path.posix.dirname(file), bare);
  return bare.startsWith('/') ? bare.slice(1) : bare;
}

/** Whether `target` is `folder` (which ends in a slash), is in it, or is a file that begins like it. */
const within = (target, folder) => `${target}/`.startsWith(folder) || target.startsWith(folder);

/**
 * Why `file` may not import `specifier`, or null if it may.
 * @param {string} file a path from the root of the project, with forward slashes
 * @param {string} specifier
 * @param {boolean} typesOnly
 */
export function objection(file, specifier, typesOnly = false) {
  const zone = zones.find(({ files }) => files.some((folder) => file.startsWith(folder)));
  const target = targetOf(specifier, file);
  for (const { targets, unless = [], types = false, why } of zone?.forbid ?? []) {
    if (types && typesOnly) continue;
    if (targets.some((folder) => within(target, folder)) && !unless.some((folder) => within(target, folder)))
      return why;
  }
  return null;
}

/**
 * Whether an import or export declaration disappears when types are stripped. `import { type A }`
 * does not: the module is still loaded, for its side effects.
 * @param {{ importKind?: string, exportKind?: string }} node
 */
const isTypesOnly = (node) => node.importKind === 'type' || node.exportKind === 'type';

/** @type {import('eslint').Rule.RuleModule} */
export const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'imports follow the arrows of the house' },
    messages: { against: '{{file}} may not import {{specifier}}: {{why}}.' },
    schema: [],
  },
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const look = (source, typesOnly) => {
      if (typeof source?.value !== 'string') return;
      const why = objection(file, source.value, typesOnly);
      if (why)
        context.report({ node: source, messageId: 'against', data: { file, specifier: source.value, why } });
    };
    return {
      ImportDeclaration: (node) => look(node.source, isTypesOnly(node)),
      ExportNamedDeclaration: (node) => look(node.source, isTypesOnly(node)),
      ExportAllDeclaration: (node) => look(node.source, isTypesOnly(node)),
      ImportExpression: (node) => look(node.source, false),
      TSImportType: (node) => look(node.source ?? node.argument?.literal, true),
    };
  },
};
