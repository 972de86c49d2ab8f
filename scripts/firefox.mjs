// Finds a Firefox for the tests, or fetches one, as browser.mjs does for Chromium.
import process from 'node:process';
import { findInstalled, installPackage, NoBrowserError } from './browser.mjs';

const places = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  linux: ['firefox-esr', 'firefox'].flatMap((name) =>
    ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => `${folder}/${name}`),
  ),
};

/**
 * The path of a Firefox that starts: `FIREFOX_PATH`, else an installed one, else, for root on a Debian-like system, the
 * package `firefox-esr`. (Playwright's own Firefox is patched, and is not what readers have.)
 * @param {{ env?: Record<string, string | undefined>, install?: boolean, log?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 * @throws {NoBrowserError} with one sentence, if none can be had
 */
export async function findFirefox({ env = process.env, install = true, log = console.error } = {}) {
  const usual = env.FIREFOX_PATH ? [env.FIREFOX_PATH] : (places[process.platform] ?? places.linux);
  const installed = await findInstalled(usual);
  if (installed) return installed;
  if (env.FIREFOX_PATH)
    throw new NoBrowserError(`FIREFOX_PATH is ${env.FIREFOX_PATH}, and no browser starts there.`);
  if (install) await installPackage('firefox-esr', log);
  const packaged = install ? await findInstalled(usual) : null;
  if (packaged) return packaged;
  throw new NoBrowserError(
    'No Firefox was found, and none could be fetched: ' +
      'install one, or set FIREFOX_PATH to the path of its executable.',
  );
}
