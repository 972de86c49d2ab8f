import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, launchFlags, NoBrowserError, usualPlaces } from '../../../scripts/browser.mjs';
import { findFirefox } from '../../../scripts/firefox.mjs';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'browser-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that answers to --version with this exit code. */
async function program(name: string, exitCode: number) {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\nexit ${exitCode}\n`);
  await chmod(file, 0o755);
  return file;
}

describe.skipIf(process.platform === 'win32')('The search for a browser', () => {
  test('takes the one that CHROMIUM_PATH names', async () => {
    const file = await program('named', 0);
    expect(await findBrowser({ env: { CHROMIUM_PATH: file } })).toBe(file);
  });

  test('does not replace a CHROMIUM_PATH that does not start by another browser', async () => {
    const file = await program('broken', 1);
    await expect(findBrowser({ env: { CHROMIUM_PATH: file } })).rejects.toThrow(NoBrowserError);
    await expect(findBrowser({ env: { CHROMIUM_PATH: '/nowhere/chrome' } })).rejects.toThrow(
      'CHROMIUM_PATH is /nowhere/chrome, and no browser starts there.',
    );
  });
});

describe.skipIf(process.platform === 'win32')('The search for a Firefox', () => {
  test('takes the one that FIREFOX_PATH names, and no other in its place', async () => {
    const file = await program('named-fox', 0);
    expect(await findFirefox({ env: { FIREFOX_PATH: file } })).toBe(file);
    await expect(findFirefox({ env: { FIREFOX_PATH: '/nowhere/firefox' } })).rejects.toThrow(
      'FIREFOX_PATH is /nowhere/firefox, and no browser starts there.',
    );
  });
});

describe.skipIf(process.platform !== 'linux')('On Linux the search for a browser', () => {
  test('takes an installed one from the PATH', async () => {
    const file = await program('chromium', 0);
    expect(await findBrowser({ env: { PATH: folder } })).toBe(file);
  });
});

describe('The usual places of a browser', () => {
  test('on macOS are the applications of the system and of the user', () => {
    const places = usualPlaces('darwin', { HOME: '/Users/ada' });
    expect(places).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(places).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  test('on Windows are the folders of programs that the system names', () => {
    const places = usualPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' });
    expect(places).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
  });

  test('on Linux prefer Chromium to Chrome, and ignore relative folders in PATH', () => {
    const places = usualPlaces('linux', { PATH: 'bin:/opt/x' });
    expect(places[0]).toBe('/opt/x/chromium');
    expect(places).toContain('/snap/bin/chromium');
    expect(places.every((place) => place.startsWith('/'))).toBe(true);
  });
});

describe('The flags to launch a browser with', () => {
  test('turn software WebGPU on only where it is asked for', () => {
    expect(launchFlags.plain).not.toContain('--enable-unsafe-webgpu');
    expect(launchFlags.softwareWebGPU).toEqual(
      expect.arrayContaining([...launchFlags.plain, '--enable-unsafe-webgpu', '--use-vulkan=swiftshader']),
    );
  });
});
