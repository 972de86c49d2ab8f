import { attempted, receive } from '../receive.ts';
import type { KernelExports } from './exports.ts';

/** With relaxed SIMD, whose multiply-add is one instruction; with plain SIMD. */
export type Build = 'relaxed' | 'simd';

/** A build of ours, or TF.js's own kernels alone. */
export type KernelChoice = Build | 'tfjs';

/** A module with one instruction of relaxed SIMD, f32x4.relaxed_madd, and one with one of plain SIMD. */
const probe = (...instruction: number[]) =>
  new Uint8Array([
    ...[0, 97, 115, 109, 1, 0, 0, 0], // magic number and version
    ...[1, 5, 1, 96, 0, 1, 123], // a type: () -> v128
    ...[3, 2, 1, 0], // a function of it
    ...[10, instruction.length + 4, 1, instruction.length + 2, 0, ...instruction, 11], // its code
  ]);
/** v128.const 0 is built of i32.const 0 and i8x16.splat. */
const zero = [65, 0, 253, 15];
const probes: Record<Build, Uint8Array<ArrayBuffer>> = {
  relaxed: probe(...zero, ...zero, ...zero, 253, 133, 2),
  simd: probe(...zero),
};

/** The best build that runs here; undefined without SIMD. */
export function bestBuild(): Build | undefined {
  return (['relaxed', 'simd'] as const).find((build) => WebAssembly.validate(probes[build]));
}

/** Our binary, compiled. */
export async function compileBuild(build: Build, shared: boolean): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await read(shared ? (`${build}-shared` as const) : build));
}

async function read(name: Build | `${Build}-shared`): Promise<Uint8Array<ArrayBuffer>> {
  if ('window' in globalThis || 'WorkerGlobalScope' in globalThis) {
    const { kernelFiles } = await import('./files.ts');
    return attempted(3, () => receive(kernelFiles[name], `the kernels ${name}.wasm`));
  }
  // In Node the files are where they were built. (Named like this, a bundler does not take them along twice.)
  const here = import.meta.url;
  const { readFile } = process.getBuiltinModule('node:fs/promises');
  return new Uint8Array(await readFile(new URL(`./build/${name}.wasm`, here)));
}

/** A binary at work in a memory. */
export function start(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as KernelExports;
}
