import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Puts what `change` makes of each page of the built site in its place.
 *
 * @param {string} dist its folder
 * @param {(html: string) => string} change a whole page to a whole page
 */
export async function changePages(dist, change) {
  const names = await readdir(dist, { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.html'))) {
    const page = path.join(dist, name);
    await writeFile(page, change(await readFile(page, 'utf8')));
  }
}
