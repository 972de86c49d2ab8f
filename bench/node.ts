// node --import ./scripts/node-tfjs.mjs bench/node.ts wasm|cpu
// Times one backend in this process and prints what it found as one line of JSON.
import { readFile } from 'node:fs/promises';
import { backendNames } from '../src/lib/engine/backend-name.ts';
import { EngineHost } from '../src/lib/engine/host.ts';
import { experiments } from '../src/lib/experiments/index.ts';
import { buildNet } from '../src/lib/nets/index.ts';
import { timeConvolutions, timeTraversal } from './measure.ts';

const site = new URL('../public/', import.meta.url);
const backend = backendNames.find((name) => name === process.argv[2]);
if (backend === undefined) throw new Error(`Expected a backend's name, got ${process.argv[2]}.`);
const slow = backend === 'cpu';

const fetch = async (url: unknown) =>
  new Response(await readFile(new URL(new URL(String(url)).pathname.slice(1), site)));
const host = new EngineHost(experiments, buildNet, { fetch: fetch as typeof globalThis.fetch });
const { label } = await host.open({ backend, weightsBase: 'http://site/weights/' });

const digits = await readFile(new URL('digits/digits.bin', site));
const start = Float32Array.from(digits.subarray(100 * 784, 101 * 784), (byte) => byte / 255);
const traversal = await timeTraversal(host, start, { runs: 3, frames: slow ? 8 : 40 });
const convolutions = await timeConvolutions(slow ? 3 : 15);
console.log(JSON.stringify({ label, traversal, convolutions }));
process.exit(0);
