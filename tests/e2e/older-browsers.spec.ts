import { createRequire } from 'node:module';
import { readFile, readdir } from 'node:fs/promises';
import { Parser, type Node } from 'acorn';
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data';
import { oldest } from '../../scripts/supported-browsers.mjs';
import { expect, test } from './fixtures';

// What the built files ask of a browser, against the oldest ones that the README names. No page is opened here.

const { javascript } = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;
const built = new URL('../../dist/_astro/', import.meta.url);

async function filesOf(ending: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(built)).filter((name) => name.endsWith(ending));
  expect(names.length).toBeGreaterThan(0);
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, built), 'utf8') })),
  );
}

const parts = (version: string) => version.split('.').map(Number);
const isLater = (version: string, than: string) => {
  const [a, b] = [parts(version), parts(than)];
  return a[0]! > b[0]! || (a[0] === b[0] && (a[1] ?? 0) > (b[1] ?? 0));
};

/** Whether one of the oldest browsers lacks a feature. */
function isTooNew({ support }: CompatStatement): boolean {
  return Object.entries(oldest).some(([browser, version]) => {
    const entry = support[browser as keyof typeof support];
    const added = (Array.isArray(entry) ? entry[0] : entry)?.version_added;
    return !added || added === 'preview' || isLater(String(added).replace(/^≤/, ''), version);
  });
}

/** Where the language grows. Names that newer objects bring (dispose, move, take) are everybody's. */
const objects = [
  'Array',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'RegExp',
  'Set',
  'String',
  'TypedArray',
];

/** Methods of the language, by name: those that the oldest browsers have, and those that one of them lacks. */
function methods(): { known: Set<string>; tooNew: Set<string> } {
  const known = new Set<string>();
  const late = new Set<string>();
  for (const [object, features] of objects.map(
    (each) => [each, javascript.builtins?.[each] ?? {}] as const,
  )) {
    for (const [name, feature] of Object.entries(features as Identifier)) {
      const { __compat: compat } = feature as Identifier;
      if (name.startsWith('_') || name === object || !compat) continue;
      (isTooNew(compat) ? late : known).add(name);
    }
  }
  // A name that an older object has too says nothing.
  return { known, tooNew: new Set([...late].filter((name) => !known.has(name))) };
}

/** Every node of a script. */
function* nodesOf(node: unknown): Generator<Node & Record<string, unknown>> {
  if (Array.isArray(node)) for (const each of node) yield* nodesOf(each);
  else if (node && typeof node === 'object') {
    if ('type' in node && typeof node.type === 'string') yield node as Node & Record<string, unknown>;
    for (const value of Object.values(node)) if (value && typeof value === 'object') yield* nodesOf(value);
  }
}

test('the scripts use the syntax of the oldest browsers, and methods that they have', async () => {
  test.setTimeout(180_000);
  const { known, tooNew } = methods();
  expect([known.has('flatMap'), tooNew.has('toReversed'), tooNew.has('withResolvers')]).toEqual([
    true,
    true,
    true,
  ]);
  const found: string[] = [];
  for (const { name, text } of await filesOf('.js')) {
    // ES2021 and what of ES2022 the oldest browsers have: no static blocks, no indices of matches.
    const script = Parser.parse(text, { ecmaVersion: 2022, sourceType: 'module' });
    for (const node of nodesOf(script)) {
      if (node.type === 'StaticBlock') found.push(`${name}: a static block`);
      if (node.type === 'Literal' && 'regex' in node) {
        const { pattern, flags } = node['regex'] as { pattern: string; flags: string };
        if (/\(\?<[=!]/.test(pattern) || /[dv]/.test(flags)) found.push(`${name}: /${pattern}/${flags}`);
      }
      if (node.type !== 'CallExpression') continue;
      const callee = node['callee'] as { type: string; property?: { type: string; name: string } };
      const called = callee.type === 'MemberExpression' && callee.property?.name;
      // A box of three's has a union of its own.
      const theirs = called === 'union' && name.startsWith('scene.');
      if (called && tooNew.has(called) && !theirs) {
        const { start } = node;
        found.push(`${name}: ${called}() in ${text.slice(Math.max(0, start - 40), start + 80)}`);
      }
    }
  }
  expect(found).toEqual([]);
});

test('the stylesheets ask for widths in a way that the oldest browsers read', async () => {
  const found: string[] = [];
  for (const { name, text } of await filesOf('.css')) {
    for (const [query] of text.matchAll(/@media[^{]*/g)) {
      if (/@media not \(|[<>]|\bor\b/.test(query)) found.push(`${name}: ${query}`);
    }
    for (const [rule] of text.matchAll(/[^{}]*:has\([^{}]*\{[^}]*/g)) {
      // A rule with an unknown selector is dropped as a whole: it may hold nothing but what has it.
      const [selector = ''] = rule.split('{');
      if (!selector.split(/,(?![^(]*\))/).every((one) => one.includes(':has(')))
        found.push(`${name}: ${rule}`);
    }
  }
  expect(found).toEqual([]);
});

test('no script imports from the first module of a worker, which WebKit would run once more', async () => {
  const scripts = await filesOf('.js');
  const first = scripts.flatMap(({ text }) =>
    [...text.matchAll(/new Worker\(new URL\(\s*[`"']([^`"']+)[`"']/g)].map(([, path]) =>
      path!.split('/').at(-1)!,
    ),
  );
  expect(first.length).toBeGreaterThanOrEqual(3);
  const imports = /(?:from|import)\s*\(?\s*[`"']([^`"']+)[`"']/g;
  const bad = scripts.flatMap(({ name, text }) =>
    [...text.matchAll(imports)]
      .map(([, path]) => path!.split('/').at(-1)!)
      .filter((path) => first.includes(path))
      .map((path) => `${name} imports ${path}`),
  );
  expect(bad).toEqual([]);
});
