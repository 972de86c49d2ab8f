// npm run bench [-- --no-build]
// TORCH=python3,/path/to/another/python names the PyTorchs to measure beside; more in bench/README.md.
// Measures everything in one go, writes bench/results.json and the table in README.md.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { findBrowser } from '../scripts/browser.mjs';
import { requireNode } from '../scripts/node-version.mjs';
import { serve } from '../scripts/serve.mjs';
import { dist, root, runTool } from '../scripts/tools.mjs';
import { measureEngines, pagesOf } from './engines.mjs';
import { measurePage } from './page.mjs';
import { machine, rowsOf, tableOf, writeReadme } from './report.mjs';
import { measureStyle } from './style.mjs';
import { timeTorch } from './torch.mjs';
import { measureTurns } from './turns.mjs';
import { turnRows, turnTable } from './turns-report.mjs';

requireNode();
const browser = await findBrowser();
if (!process.argv.includes('--no-build') && (await runTool('astro', ['build'])) !== 0) process.exit(1);

function commit() {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'bench') !== '';
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
}

const server = await serve(dist, 0);
try {
  console.log('PyTorch');
  const torch = await timeTorch();
  const pages = await pagesOf(browser, server.url);
  const engines = await measureEngines(pages, console.log);
  const turns = await measureTurns(console.log);
  const style = await measureStyle([pages.wasm, pages.gpu], console.log);
  console.log('the built site');
  const page = await measurePage(browser, server.url);
  const rows = rowsOf({ engines, torch, style, page });
  const results = {
    machine: machine(),
    rows: [...turnRows(turns), ...rows],
    by: 'npm run bench',
    commit: commit(),
  };
  await writeFile(path.join(root, 'bench', 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
  const table = `${turnTable(turns)}\n\n${tableOf(rows, results)}`;
  await writeReadme(table);
  await runTool('prettier', ['--write', '--log-level', 'warn', 'README.md']);
  console.log(`\n${table}`);
} finally {
  await server.close();
}
process.exit(0);
