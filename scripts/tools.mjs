// Where things are, and how to run an installed command-line tool without a shell, so that it
// works the same on Linux, macOS and Windows.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = path.join(root, 'dist');

/** The JavaScript file behind the command `name` of the npm package `pkg`. */
async function entryOf(pkg, name) {
  const folder = path.join(root, 'node_modules', pkg);
  const { bin } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/**
 * Runs a package's command under this Node, its output shown as it comes.
 * @param {string} pkg the npm package
 * @param {string[]} args
 * @param {{ name?: string, env?: Record<string, string> }} [options] `name`: the command, if it is not called like the package
 * @returns {Promise<number>} the exit code
 */
export async function runTool(pkg, args, { name = pkg, env = {} } = {}) {
  // A library of a library still uses Node's punycode (DEP0040), which is no news to whoever starts this.
  const quiet = '--disable-warning=DEP0040';
  return runCommand(process.execPath, [quiet, await entryOf(pkg, name), ...args], {
    env: { ASTRO_TELEMETRY_DISABLED: '1', ...env },
  });
}

/**
 * Runs a program in the root of the project, its output shown as it comes.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<number>} the exit code
 */
export function runCommand(file, args, { env = {} } = {}) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
