// Finds WebKitGTK and its WebDriver, which Debian and its kin have as webkit2gtk-driver. It is nearest to Safari of
// what a machine that is no Mac can run. It is never fetched: where it is not there, its tests are left out and say so.
import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** The first of these files that may be run, or null. None of the three programs has a question that it only answers. */
async function firstProgram(files) {
  for (const file of files) {
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}

/** @returns {Promise<{ driver: string, browser: string, screen: string } | null>} the paths of three programs */
export async function findWebKit() {
  if (process.platform !== 'linux') return null;
  const libraries = `/usr/lib/${{ x64: 'x86_64', arm64: 'aarch64' }[process.arch]}-linux-gnu`;
  const versions = (await readdir(libraries).catch(() => [])).filter((name) => /^webkit2?gtk-\d/.test(name));
  const [driver, screen, browser] = await Promise.all([
    firstProgram(['/usr/bin/WebKitWebDriver']),
    firstProgram(['/usr/bin/Xvfb']),
    firstProgram(versions.sort().map((name) => path.join(libraries, name, 'MiniBrowser'))),
  ]);
  return driver && screen && browser && { driver, screen, browser };
}
