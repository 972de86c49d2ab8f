// Finds a Python that can run the tests of training/, or fetches what it lacks. As with the browser:
// either there is one, or there is an error that says what to do.
import { execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class NoPythonError extends Error {
  name = 'NoPythonError';
}

/** What the tests import. */
const modules = ['torch', 'numpy', 'PIL', 'pytest'];
/** Debian's packages with them. Its default BLAS is ten times slower than OpenBLAS. */
const packages = ['python3-torch', 'python3-pil', 'python3-pytest', 'libopenblas0-pthread'];

/**
 * Where a Python may be.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @returns {string[]} the preferred ones first
 */
export function usualPythons(platform = process.platform, env = process.env) {
  if (platform === 'win32') return ['python', 'py'];
  const folders = (env.PATH ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
  // A system's own Python, which its packages belong to, is often hidden by another in the PATH.
  return [...folders.map((folder) => path.posix.join(folder, 'python3')), '/usr/bin/python3'];
}

/** What of the modules `file` cannot import; null if it is no Python that starts. */
async function lacks(file) {
  const script = `import importlib.util as u; print(*[m for m in ${JSON.stringify(modules)} if not u.find_spec(m)])`;
  return run(file, ['-c', script], { timeout: 60_000 }).then(
    ({ stdout }) => stdout.trim().split(/\s+/).filter(Boolean),
    () => null,
  );
}

async function firstWhole(files) {
  for (const file of new Set(files)) if ((await lacks(file))?.length === 0) return file;
  return null;
}

function command(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function installDebians(log) {
  const canInstall = await access('/usr/bin/apt-get', constants.X_OK).then(
    () => process.getuid?.() === 0,
    () => false,
  );
  if (!canInstall) return;
  log(`Installing ${packages.join(', ')} with apt-get.`);
  await command('apt-get', ['update']);
  await command('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
}

/**
 * The path of a Python with PyTorch and pytest: `PYTHON`, else an installed one, else, for root on a
 * Debian-like system, the one of its packages.
 * @param {{ env?: Record<string, string | undefined>, install?: boolean, log?: (line: string) => void }} [options]
 *   `install`: whether packages may be fetched when none is there
 * @returns {Promise<string>}
 * @throws {NoPythonError} with one sentence, if none can be had
 */
export async function findPython({ env = process.env, install = true, log = console.error } = {}) {
  if (env.PYTHON) {
    const missing = await lacks(env.PYTHON);
    if (missing?.length === 0) return env.PYTHON;
    throw new NoPythonError(
      missing === null
        ? `PYTHON is ${env.PYTHON}, and no Python starts there.`
        : `PYTHON is ${env.PYTHON}, which lacks ${missing.join(', ')}: install training/requirements.txt there.`,
    );
  }
  const installed = await firstWhole(usualPythons(process.platform, env));
  if (installed) return installed;
  if (install) {
    await installDebians(log);
    const packaged = await firstWhole(usualPythons(process.platform, env));
    if (packaged) return packaged;
  }
  throw new NoPythonError(
    'No Python with PyTorch and pytest was found, and none could be fetched: ' +
      'run "pip install -r training/requirements.txt", or set PYTHON to the path of one that has them.',
  );
}
