// PyTorch on this machine: the same frame, by bench/torch_traversal.py.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('torch_traversal.py', import.meta.url));

/** @returns {Promise<{ version: string, first: number, median: number } | undefined>} undefined without PyTorch */
export async function timeTorch() {
  for (const python of [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean)) {
    const hasTorch = await run(python, ['-c', 'import torch']).then(
      () => true,
      () => false,
    );
    if (!hasTorch) continue;
    const env = { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
    const { stdout } = await run(python, [script], { env });
    return JSON.parse(stdout);
  }
  console.warn('No Python with PyTorch was found (PYTHON names one): measuring without it.');
  return undefined;
}
