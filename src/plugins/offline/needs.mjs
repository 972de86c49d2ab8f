import path from 'node:path';

/** What can name other files. */
const isText = (name) => /\.(html|css|m?js)$/.test(name);

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * What each file of a built site names of the others, by reading it. Files of `_astro/` have names that are nowhere
 * else, so that the name alone is enough; a file of another folder is named with it, by a script perhaps in the
 * form `posters/${this}-${that}.jpg`, which stands for every file that fits.
 *
 * @param {ReadonlyMap<string, Buffer>} files by their paths from the site's folder
 * @returns {(start: readonly string[]) => Set<string>} all that these files need, themselves included
 */
export function needsIn(files) {
  const names = [...files.keys()];
  const hashed = new Map(
    names.filter((name) => name.startsWith('_astro/')).map((name) => [path.posix.basename(name), name]),
  );
  // Pages name each other, and that makes none of them a part of another.
  const plain = names.filter(
    (name) => !name.startsWith('_astro/') && !name.startsWith('weights/') && !isText(name),
  );
  const folders = [...new Set(plain.filter((name) => name.includes('/')).map((name) => name.split('/')[0]))];
  const named = new RegExp(
    `(?<![\\w-])(?:${folders.map(escaped).join('|')})/(?:[\\w./~-]|\\$\\{[^{}\`]*\\})+`,
    'g',
  );
  const inRoot = plain.filter((name) => !name.includes('/'));
  const direct = new Map();

  function namedIn(name) {
    const found = direct.get(name) ?? (isText(name) ? read(files.get(name).toString('utf8')) : []);
    direct.set(name, found);
    return found;
  }

  function read(text) {
    const found = new Set();
    for (const [word] of text.matchAll(/[\w.~-]+\.\w+/g)) if (hashed.has(word)) found.add(hashed.get(word));
    for (const [word] of text.matchAll(named)) {
      const parts = word.split(/\$\{[^}]*\}/);
      const like = new RegExp(`^${parts.map(escaped).join('[^/]+')}$`);
      for (const name of plain) if (like.test(name)) found.add(name);
    }
    for (const name of inRoot)
      if (new RegExp(`["'](?:/[^"']*)?/?${escaped(name)}["']`).test(text)) found.add(name);
    return found;
  }

  return (start) => {
    const found = new Set();
    const waiting = [...start];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      waiting.push(...namedIn(name));
    }
    return found;
  };
}
