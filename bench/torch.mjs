// PyTorch on this machine: the same frame, by bench/torch_traversal.py.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('torch_traversal.py', import.meta.url));

/** @returns {Promise<{ command: string, env: NodeJS.ProcessEnv } | undefined>} one that has PyTorch, on one thread */
export async function pythonWithTorch() {
  for (const command of [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean)) {
    const hasTorch = await run(command, ['-c', 'import torch']).then(
      () => true,
      () => false,
    );
    if (hasTorch)
      return { command, env: { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' } };
  }
  return undefined;
}

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
