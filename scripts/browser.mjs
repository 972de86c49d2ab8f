// Finds a Chromium or Chrome for the tests, the bench and the figures, or fetches one. It never
// gives up in silence: either there is a browser, or there is an error that says what to do.
import { execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { runTool } from './tools.mjs';

const run = promisify(execFile);

export class NoBrowserError extends Error {
  name = 'NoBrowserError';
}

const isRoot = process.getuid?.() === 0;

const plain = [
  // Chromium's sandbox refuses to start as root, which is who most containers run as.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/**
 * Flags to launch with. `plain`: as a reader's browser, with no telemetry; on a machine without
 * a GPU there is no WebGPU and the site falls back to wasm. `softwareWebGPU`: WebGPU computed by
 * SwiftShader on the CPU, slow but complete, canvas included.
 */
export const launchFlags = {
  plain,
  softwareWebGPU: [
    ...plain,
    '--enable-unsafe-webgpu',
    '--enable-unsafe-swiftshader',
    '--enable-features=Vulkan',
    '--use-vulkan=swiftshader',
    '--use-angle=swiftshader',
  ],
};

/**
 * Where Chromium and Chrome usually are.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @returns {string[]} absolute paths, the preferred ones first
 */
export function usualPlaces(platform = process.platform, env = process.env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env.HOME ? [path.posix.join(env.HOME, 'Applications')] : [])];
    const apps = ['Chromium', 'Google Chrome', 'Google Chrome for Testing'];
    return folders.flatMap((folder) => apps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`));
  }
  if (platform === 'win32') {
    const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter(Boolean);
    return folders.flatMap((folder) =>
      ['Chromium', 'Google\\Chrome'].map((app) => `${folder}\\${app}\\Application\\chrome.exe`),
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (env.PATH ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
  for (const folder of ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']) {
    if (!folders.includes(folder)) folders.push(folder);
  }
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

async function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Whether `file` really starts: a browser that lacks a system library is there and useless. */
async function starts(file) {
  if (!(await isExecutable(file))) return false;
  // On Windows `chrome.exe --version` opens a window instead of answering.
  if (process.platform === 'win32') return true;
  return run(file, ['--version'], { timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

/** The first of these programs that starts, or null. @param {string[]} files */
export async function findInstalled(files) {
  for (const file of files) if (await starts(file)) return file;
  return null;
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

async function downloadPlaywrights(log) {
  log("No Chromium or Chrome is installed: downloading Playwright's.");
  const code = await runTool('playwright', ['install', '--no-shell', 'chromium']);
  if (code !== 0) log("Playwright's Chromium could not be downloaded.");
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

/** Installs a package of Debian and its kin, for root; elsewhere it does nothing. */
export async function installPackage(name, log) {
  if (!isRoot || !(await isExecutable('/usr/bin/apt-get'))) return;
  log(`Installing the package ${name} with apt-get.`);
  await command('apt-get', ['update']);
  await command('apt-get', ['install', '-y', '--no-install-recommends', name]);
}

/**
 * The path of a Chromium or Chrome that starts: `CHROMIUM_PATH`, else an installed one, else
 * Playwright's download, else, for root on a Debian-like system, the package `chromium`.
 * @param {{ env?: Record<string, string | undefined>, install?: boolean, log?: (line: string) => void }} [options]
 *   `install`: whether one may be fetched when none is there
 * @returns {Promise<string>}
 * @throws {NoBrowserError} with one sentence, if none can be had
 */
export async function findBrowser({ env = process.env, install = true, log = console.error } = {}) {
  if (env.CHROMIUM_PATH) {
    if (await starts(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new NoBrowserError(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, and no browser starts there.`);
  }
  const installed = await findInstalled([...usualPlaces(process.platform, env), await playwrightsOwn()]);
  if (installed) return installed;
  if (install) {
    await downloadPlaywrights(log);
    const downloaded = await findInstalled([await playwrightsOwn()]);
    if (downloaded) return downloaded;
    await installPackage('chromium', log);
    const packaged = await findInstalled(usualPlaces(process.platform, env));
    if (packaged) return packaged;
  }
  throw new NoBrowserError(
    'No Chromium or Chrome was found, and none could be fetched: ' +
      'install one, or set CHROMIUM_PATH to the path of its executable.',
  );
}
