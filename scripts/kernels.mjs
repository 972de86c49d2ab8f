// npm run kernels
// Compiles our wasm kernels: src/lib/engine/kernels/assembly -> src/lib/engine/kernels/build.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import asc from 'assemblyscript/asc';
import { root } from './tools.mjs';

const folder = path.join(root, 'src', 'lib', 'engine', 'kernels');

/** Pages of 64 kB that TF.js's binary with threads says its memory may have. */
const mostPages = 65536;

const builds = {
  simd: [],
  relaxed: ['--enable', 'relaxed-simd'],
};
const shared = [
  '--enable',
  'threads',
  '--sharedMemory',
  '--initialMemory',
  '1',
  '--maximumMemory',
  `${mostPages}`,
];

/** @returns {Promise<Record<string, Uint8Array>>} the binaries, by the names of their files */
export async function compileKernels() {
  const binaries = {};
  for (const [name, features] of Object.entries(builds)) {
    binaries[`${name}.wasm`] = await compile(features);
    binaries[`${name}-shared.wasm`] = await compile([...features, ...shared]);
  }
  return binaries;
}

/** The memory is TF.js's: no data may be laid into it, and nothing grows it. */
const common = ['--runtime', 'stub', '--importMemory', '--noAssert', '-O3', '--enable', 'simd'];

async function compile(features) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      '--baseDir',
      path.join(folder, 'assembly'),
      '--outFile',
      'kernels.wasm',
      ...common,
      ...features,
    ],
    {
      writeFile: (_name, contents) => {
        binary = contents;
      },
    },
  );
  if (error) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(path.join(folder, 'build'), { recursive: true });
  for (const [name, binary] of Object.entries(await compileKernels())) {
    await writeFile(path.join(folder, 'build', name), binary);
    console.log(`${name.padEnd(20)} ${binary.length} bytes`);
  }
}
