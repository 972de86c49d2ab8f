import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Stylesheets with every negated media query in the form that older browsers read too. */
export const mediaNot = (css) => css.replace(/@media not \(/g, '@media not all and (');

/**
 * `(width < 40rem)` is compiled to `not (min-width: 40rem)`, which browsers read only as of Chrome 104, Firefox 102 and
 * Safari 16.4: with the media type that older ones ask for, all of them do. Done on the built files, since only they
 * are what the compiler has left of it.
 * @returns {import('astro').AstroIntegration}
 */
export function olderMediaQueries() {
  return {
    name: 'older-media-queries',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        for (const name of await readdir(dir, { recursive: true })) {
          if (!name.endsWith('.css')) continue;
          const file = fileURLToPath(new URL(name, dir));
          await writeFile(file, mediaNot(await readFile(file, 'utf8')));
        }
      },
    },
  };
}
