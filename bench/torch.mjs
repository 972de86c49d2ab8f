// PyTorch on this machine: the same frame, by bench/torch_traversal.py.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('torch_traversal.py', import.meta.url));

/** A processor's name that is forced on OpenBLAS would slow it. */
const forced = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE'];

/**
 * The Pythons that have PyTorch, one of each version, on one thread: of those that TORCH names, with commas between,
 * or else of PYTHON, python3 and /usr/bin/python3.
 * @returns {Promise<{ command: string, version: string, env: NodeJS.ProcessEnv }[]>}
 */
export async function pythonsWithTorch() {
  const named = process.env.TORCH?.split(',') ?? [process.env.PYTHON, 'python3', '/usr/bin/python3'];
  const env = { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  for (const name of forced) delete env[name];
  const found = new Map();
  for (const command of named.filter(Boolean)) {
    const version = await run(command, ['-c', 'import torch; print(torch.__version__)'], { env }).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version !== undefined && !found.has(version)) found.set(version, { command, version, env });
  }
  return [...found.values()];
}

/** The first of them. */
export const pythonWithTorch = async () => (await pythonsWithTorch())[0];

/** @returns {Promise<{ version: string, first: number, median: number } | undefined>} undefined without PyTorch */
export async function timeTorch() {
  const python = await pythonWithTorch();
  if (python === undefined) {
    console.warn('No Python with PyTorch was found (PYTHON names one): measuring without it.');
    return undefined;
  }
  const { stdout } = await run(python.command, [script], { env: python.env });
  return JSON.parse(stdout);
}
