/**
 * What a build of the site consists of, as src/plugins/offline.mjs writes it: every file that can be kept, and what
 * each part needs. Paths are those from the site's folder: "digits/index.html".
 */
export interface SiteList {
  /** A name for the whole: two builds of the same files have the same. */
  build: string;
  /** Path, bytes, and the first 16 letters of the SHA-256 in base64url. */
  files: readonly (readonly [path: string, bytes: number, sum: string])[];
  /** By name; numbers are places in `files`. */
  parts: Readonly<Record<string, PartNeeds>>;
  /** What says that a page was not kept. */
  shell: readonly number[];
}

export interface PartNeeds {
  files: readonly number[];
  /** Ids of networks. Their weights are kept where the engine looks for them, not among the files. */
  networks: readonly string[];
  /** Of files and networks together. */
  bytes: number;
}

/** Where the list of a build is, from the site's folder. */
export const listPath = (build: string) => `_astro/offline.${build}.json`;

/** The files of a part, or of the shell, as the list has them. */
export const filesOf = (list: SiteList, places: readonly number[]) => places.map((at) => list.files[at]!);

/** The file that answers at an address: whatever a link says after the question mark, the page is the same. */
export function pathOf(address: string, base: string): string | undefined {
  const url = new URL(address);
  if (!url.pathname.startsWith(base)) return undefined;
  const path = url.pathname.slice(base.length);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** The address that a file answers at. @param folder the address of the site's folder */
export const addressOf = (path: string, folder: string) =>
  new URL(path.replace(/(^|\/)index\.html$/, '$1'), folder).href;

/** @returns the first 16 letters of the SHA-256 in base64url */
export async function sumOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest.subarray(0, 12)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
