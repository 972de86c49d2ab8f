// npm run bench [-- --no-build] [-- --turns] [-- --steps] [-- --training] [-- --half-precision] [-- --scrolling] [-- --browser]
// Measures everything in one go, or with --turns only what is measured in turn on one thread, with --steps only the
// steps of the figures on representations, with --training only the training of the reader's networks, with
// --half-precision only what that would cost in accuracy, with --scrolling only what keeps a phone busy, or with
// --browser only what is left, and writes bench/results.json, bench/half-precision.json and the tables in README.md.
// TORCH=python3,/path/to/another/python names the PyTorchs to measure beside, MODELS=cifar-vgg-robust,... the networks;
// more in bench/README.md.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { findBrowser } from '../scripts/browser.mjs';
import { requireNode } from '../scripts/node-version.mjs';
import { serve } from '../scripts/serve.mjs';
import { dist, root, runTool } from '../scripts/tools.mjs';
import { measureEngines, pagesOf } from './engines.mjs';
import { halfPrecisionTable, measureHalfPrecision } from './half-precision.mjs';
import { measurePage } from './page.mjs';
import { machine, rowsOf, tableOf, writeReadme } from './report.mjs';
import { measureScrolling, scrollingTable } from './scrolling.mjs';
import { measureSteps, stepTable } from './steps.mjs';
import { measureStyle } from './style.mjs';
import { timeTorch } from './torch.mjs';
import { measureTraining } from './training.mjs';
import { measureTurns } from './turns.mjs';
import { turnRows, turnTable } from './turns-report.mjs';

function commit() {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'bench') !== '';
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
}

const file = path.join(root, 'bench', 'results.json');

/** Puts a part's rows in the place of those that were there; the others keep commit and machine that they were measured at and on. */
async function keep(part, rows) {
  const old = JSON.parse(await readFile(file, 'utf8'));
  const others = old.rows
    .filter((row) => (row.part ?? 'rest') !== part)
    .map((row) => ({ ...row, commit: row.commit ?? old.commit, machine: row.machine ?? old.machine }));
  const results = {
    machine: machine(),
    rows: part === 'turns' ? [...rows, ...others] : [...others, ...rows],
    by: 'npm run bench',
    commit: commit(),
  };
  await writeFile(file, `${JSON.stringify(results, null, 1)}\n`);
  return results;
}

async function turns() {
  const measured = await measureTurns(console.log);
  const results = await keep('turns', turnRows(measured));
  await writeReadme('turns', turnTable(measured, results));
}

async function steps() {
  console.log('steps of the figures on representations, in turn');
  const rows = await measureSteps(console.log);
  await writeReadme('steps', stepTable(rows, await keep('steps', rows)));
}

async function training() {
  console.log('training, in turn');
  await keep('training', await measureTraining(console.log));
}

async function halfPrecision() {
  console.log('half precision');
  await measureHalfPrecision(commit());
  await writeReadme('half-precision', await halfPrecisionTable());
}

async function scrolling() {
  console.log('opening and scrolling the pages');
  const server = await serve(dist, 0);
  try {
    const rows = await measureScrolling(await findBrowser(), server.url, console.log);
    await writeReadme('scrolling', scrollingTable(rows, await keep('scrolling', rows)));
  } finally {
    await server.close();
  }
}

async function everythingElse() {
  const server = await serve(dist, 0);
  try {
    console.log('PyTorch');
    const torch = await timeTorch();
    const pages = await pagesOf(await findBrowser(), server.url);
    const engines = await measureEngines(pages, console.log);
    const style = await measureStyle([pages.wasm, pages.gpu], console.log);
    console.log('the built site');
    const page = await measurePage(await findBrowser(), server.url);
    const rows = rowsOf({ engines, torch, style, page });
    await writeReadme('bench', tableOf(rows, await keep('rest', rows)));
  } finally {
    await server.close();
  }
}

requireNode();
const asked = (name) => process.argv.includes(`--${name}`);
const some = ['turns', 'steps', 'training', 'half-precision', 'scrolling', 'browser'].some(asked);
if (!some && !asked('no-build') && (await runTool('astro', ['build'])) !== 0) process.exit(1);
if (!some || asked('turns')) await turns();
if (!some || asked('steps')) await steps();
if (!some || asked('training')) await training();
if (!some || asked('half-precision')) await halfPrecision();
if (!some || asked('scrolling')) await scrolling();
if (!some || asked('browser')) await everythingElse();
await runTool('prettier', ['--write', '--log-level', 'warn', 'README.md']);
process.exit(0);
