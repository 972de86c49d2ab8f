import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersFile } from '../../scripts/headers.mjs';
import { changePages } from './built-pages.mjs';
import { inlineToFiles, nameOf } from './inline-to-files.mjs';

/**
 * After the build, moves what is inline in each page to files, so that the site runs under a policy without
 * `unsafe-inline`. Hashes in the policy would do for scripts, and a policy that allows a hundred hashed style
 * attributes would have to be another one for each page. Writes the policy and the other headers down beside them, in
 * `_headers`, for static hosts that read such a file.
 * @returns {import('astro').AstroIntegration}
 */
export function strictPolicy() {
  let base = '/';
  let folder = '/_astro';
  return {
    name: 'strict-policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        ({ base } = config);
        folder = path.posix.join(config.base, config.build.assets);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const written = new Map();
        const file = (content, extension) => {
          const name = nameOf(content, extension);
          written.set(name, content);
          return path.posix.join(folder, name);
        };
        await changePages(dist, (html) => inlineToFiles(html, file));
        const assets = path.join(dist, path.basename(folder));
        await mkdir(assets, { recursive: true });
        for (const [name, content] of written) await writeFile(path.join(assets, name), content);
        await writeFile(path.join(dist, '_headers'), headersFile(base));
        logger.info(`moved inline scripts and styles to ${written.size} files`);
      },
    },
  };
}
