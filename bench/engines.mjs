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
 * @typedef {{ engine: string, traversal: Timing, convolutions: { size: string, ours: Timing, builtIn: Timing, tiled?: Timing }[] }} Measured
 */

/** @returns {Promise<Measured>} */
async function inNode(backend) {
  const args = ['--import', './scripts/node-tfjs.mjs', 'bench/node.ts', backend];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  const { label, ...measured } = JSON.parse(stdout);
  return { engine: `${backend} in Node (${label})`, ...measured };
}

/**
 * Opens the engine in a browser.
 * @template Result
 * @param {{ browser: string, origin: string, answer: unknown, flags: string[], backend?: string, wanted?: (report: { gpu: boolean }) => boolean }} options
 * @param {(engine: string, page: import('playwright').Page) => Promise<Result>} use
 * @returns {Promise<Result | undefined>} undefined when the browser has no such thing
 */
export async function withPage({ browser, origin, answer, flags, backend, wanted = () => true }, use) {
  const running = await chromium.launch({ executablePath: browser, args: flags });
  try {
    const page = await running.newPage();
    await openEngine(page, origin, answer);
    const report = await page.evaluate((name) => globalThis.engine.open(name), backend);
    if (!wanted(report)) return undefined;
    return await use(`${report.name} in the browser (${report.label})`, page);
  } finally {
    await running.close();
  }
}

/** @returns {Promise<Measured | undefined>} undefined when the browser has no such thing */
function inBrowser({ counts, ...options }) {
  return withPage(options, async (engine, page) => ({
    engine,
    ...(await page.evaluate((how) => globalThis.engine.measure(how), counts)),
  }));
}

/**
 * The browsers to measure in, the software GPU last.
 * @param {string} browser path of the browser
 * @param {string} origin where the built site is served
 */
export async function pagesOf(browser, origin) {
  const answer = await bundleEngine(fileURLToPath(new URL('browser-entry.ts', import.meta.url)));
  const plain = launchFlags.plain;
  // Some systems hide a real GPU from a browser that nobody asked for by name.
  const eager = [...plain, '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
  const common = { browser, origin, answer };
  return {
    wasm: { ...common, name: 'wasm in the browser', flags: plain, backend: 'wasm' },
    gpu: {
      ...common,
      name: 'WebGPU or WebGL on a graphics processor',
      flags: eager,
      wanted: ({ gpu }) => gpu,
    },
    software: {
      ...common,
      name: 'WebGPU in software',
      flags: launchFlags.softwareWebGPU,
      backend: 'webgpu',
      wanted: ({ gpu }) => !gpu,
    },
  };
}

/**
 * @param {Awaited<ReturnType<typeof pagesOf>>} pages
 * @param {(line: string) => void} say
 * @returns {Promise<Measured[]>}
 */
export async function measureEngines({ wasm, gpu, software }, say) {
  const quick = { runs: 3, frames: 40, repetitions: 15 };
  const slow = { runs: 1, frames: 8, repetitions: 2 };
  const plans = [
    ['wasm in Node', () => inNode('wasm')],
    ['cpu in Node', () => inNode('cpu')],
    [wasm.name, () => inBrowser({ ...wasm, counts: quick })],
    [gpu.name, () => inBrowser({ ...gpu, counts: quick })],
    [software.name, () => inBrowser({ ...software, counts: slow })],
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
