// Every backend that runs here: wasm and cpu in Node, wasm and WebGPU in a browser.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { launchFlags } from '../scripts/browser.mjs';
import { root } from '../scripts/tools.mjs';
import { bundleEngine, openEngine } from '../tests/engine-bundle.mjs';

const run = promisify(execFile);

/**
 * @typedef {{ first: number, median: number }} Timing
 * @typedef {{ engine: string, traversal: Timing, convolutions: { size: string, flipped: Timing, builtIn: Timing }[] }} Measured
 */

/** @returns {Promise<Measured>} */
async function inNode(backend) {
  const args = ['--import', './scripts/node-tfjs.mjs', 'bench/node.ts', backend];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  const { label, ...measured } = JSON.parse(stdout);
  return { engine: `${backend} in Node (${label})`, ...measured };
}

/** @returns {Promise<Measured | undefined>} undefined when the browser has no such thing */
async function inBrowser({ browser, origin, answer, flags, backend, counts, wanted = () => true }) {
  const running = await chromium.launch({ executablePath: browser, args: flags });
  try {
    const page = await running.newPage();
    await openEngine(page, origin, answer);
    const report = await page.evaluate((name) => globalThis.engine.open(name), backend);
    if (!wanted(report)) return undefined;
    const measured = await page.evaluate((how) => globalThis.engine.measure(how), counts);
    return { engine: `${report.name} in the browser (${report.label})`, ...measured };
  } finally {
    await running.close();
  }
}

/**
 * @param {string} browser path of the browser
 * @param {string} origin where the built site is served
 * @param {(line: string) => void} say
 * @returns {Promise<Measured[]>}
 */
export async function measureEngines(browser, origin, say) {
  const answer = await bundleEngine(fileURLToPath(new URL('browser-entry.ts', import.meta.url)));
  const inPage = (options) => inBrowser({ browser, origin, answer, ...options });
  const quick = { runs: 3, frames: 40, repetitions: 15 };
  const slow = { runs: 1, frames: 8, repetitions: 2 };
  const plain = launchFlags.plain;
  // Some systems hide a real GPU from a browser that nobody asked for by name.
  const eager = [...plain, '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
  const plans = [
    ['wasm in Node', () => inNode('wasm')],
    ['cpu in Node', () => inNode('cpu')],
    ['wasm in the browser', () => inPage({ flags: plain, backend: 'wasm', counts: quick })],
    [
      'WebGPU or WebGL on a graphics processor',
      () => inPage({ flags: eager, counts: quick, wanted: ({ gpu }) => gpu }),
    ],
    [
      'WebGPU in software',
      () =>
        inPage({
          flags: launchFlags.softwareWebGPU,
          backend: 'webgpu',
          counts: slow,
          wanted: ({ gpu }) => !gpu,
        }),
    ],
  ];
  const measured = [];
  for (const [name, measure] of plans) {
    say(name);
    const result = await measure();
    if (result) measured.push(result);
    else say(`  there is none here`);
  }
  return measured;
}
