// npm test [step ...]: everything that CI runs, or only the steps named.
// It goes on after a failure, so that one run tells the whole story, and its last line counts
// the tests: "N passed, N failed".
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { findBrowser } from './browser.mjs';
import { failuresOfJunit, failuresOfPlaywright, failuresOfVitest, flakyOfPlaywright } from './failures.mjs';
import { requireNode } from './node-version.mjs';
import { findPython } from './python.mjs';
import { lastLine, none, ofJunit, ofPlaywright, ofVitest, sum } from './tally.mjs';
import { root, runCommand, runTool } from './tools.mjs';
import { findWebKit } from './webkit.mjs';

const reports = path.join(root, '.cache', 'test');
const reportOf = (name) => path.join(reports, `${name}.report`);

/** Runs a suite that writes a report, and reads its text. A suite without a test has failed. */
async function suite(name, { tallyOf, failuresOf }, start) {
  await mkdir(reports, { recursive: true });
  await rm(reportOf(name), { force: true });
  const code = await start(reportOf(name));
  const { tally, failures } = await readFile(reportOf(name), 'utf8').then(
    (text) => ({ tally: tallyOf(text), failures: failuresOf(text) }),
    () => ({ tally: none, failures: [] }),
  );
  const ran = tally.passed + tally.failed;
  return {
    ok: code === 0 && tally.failed === 0 && ran > 0,
    tally,
    failures,
    note: ran === 0 ? 'no test ran' : counted(tally),
  };
}

const json = (read) => (text) => read(JSON.parse(text));
const readers = {
  vitest: { tallyOf: json(ofVitest), failuresOf: json(failuresOfVitest) },
  playwright: {
    tallyOf: json(ofPlaywright),
    failuresOf: json((report) => [
      ...failuresOfPlaywright(report),
      ...flakyOfPlaywright(report).map(({ test, why }) => ({ test, why: `passed when tried again: ${why}` })),
    ]),
  },
  pytest: { tallyOf: ofJunit, failuresOf: failuresOfJunit },
};

const counted = (tally) => {
  const rest = ['skipped', 'flaky'].filter((key) => tally[key] > 0).map((key) => `, ${tally[key]} ${key}`);
  return lastLine(tally) + rest.join('');
};

const tool = async (...runs) => {
  for (const [name, ...args] of runs) if ((await runTool(name, args)) !== 0) return { ok: false };
  return { ok: true };
};

const vitest = (name) => () =>
  suite(name, readers.vitest, (file) =>
    runTool('vitest', [
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]),
  );

async function e2e() {
  let browser;
  try {
    browser = await findBrowser();
  } catch (error) {
    console.error(error.message);
    return { ok: false, note: error.message };
  }
  console.log(`Browser: ${browser}`);
  return suite('e2e', readers.playwright, (file) =>
    runTool('@playwright/test', ['test', '--reporter=list,json'], {
      name: 'playwright',
      env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    }),
  );
}

/** The one browser that is not asked for: nothing like Safari can be had on every system. */
async function webkit() {
  if (await findWebKit()) return vitest('webkit')();
  return { ok: true, note: 'left out: no WebKitGTK with its WebDriver, and no Xvfb, are installed' };
}

async function python() {
  let file;
  try {
    file = await findPython();
  } catch (error) {
    console.error(error.message);
    return { ok: false, note: error.message };
  }
  console.log(`Python: ${file}`);
  return suite('python', readers.pytest, (report) =>
    runCommand(file, ['-m', 'pytest', 'training/tests', '-q', '--durations=5', `--junitxml=${report}`], {
      // Several threads of a small network wait for each other more than they compute.
      env: { OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' },
    }),
  );
}

const script = async (name) => ({
  ok: (await runCommand(process.execPath, [path.join('scripts', name)])) === 0,
});

/** What each step is called and does, in order. `after`: a step that must have gone well first. */
const steps = {
  format: { run: () => tool(['prettier', '--check', '.']) },
  lint: { run: () => tool(['eslint', '.', '--max-warnings', '0']) },
  types: {
    run: () =>
      tool(
        ['astro', 'check'],
        ['svelte-check', '--tsconfig', './tsconfig.svelte.json', '--fail-on-warnings'],
      ),
  },
  ruff: { run: () => script('ruff.mjs') },
  unit: { run: vitest('unit') },
  python: { run: python },
  parity: { run: vitest('parity') },
  build: { run: () => tool(['astro', 'build']) },
  site: { run: () => script('site-check.mjs'), after: 'build' },
  e2e: { run: e2e, after: 'build' },
  firefox: { run: vitest('firefox'), after: 'build' },
  webkit: { run: webkit, after: 'build' },
};

requireNode();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}: the steps are ${Object.keys(steps).join(', ')}.`);
  process.exit(1);
}

const results = [];
for (const [name, { run, after }] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = performance.now();
  const stopped = results.some((result) => result.name === after && !result.ok);
  console.log(`\n== ${name}`);
  const {
    ok,
    tally = none,
    failures = [],
    note = '',
  } = stopped ? { ok: false, note: `not run: ${after} failed` } : await run();
  results.push({ name, ok, tally, failures, note, seconds: (performance.now() - start) / 1000 });
}

console.log('\n== summary');
for (const { name, ok, note, seconds } of results) {
  console.log(
    `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(7)} ${seconds.toFixed(0).padStart(4)} s  ${note}`.trimEnd(),
  );
}
for (const { name, failures } of results) {
  for (const { test, why } of failures) console.log(`${name}: ${test}\n    ${why}`);
}
const total = sum(results.map((result) => result.tally));
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
console.log(lastLine(total));
