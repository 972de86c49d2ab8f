import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/tools.mjs';
import type { GivenFile } from '../../../src/lib/brought/read.ts';

/** Bytes as a browser gives a file that the reader has chosen. @param folder the folder that was chosen with it */
export function givenFile(name: string, bytes: Uint8Array | string, folder = ''): GivenFile {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return {
    name,
    size: content.length,
    webkitRelativePath: folder && `${folder}/${name}`,
    arrayBuffer: async () => content.slice().buffer,
  };
}

/** The folder of a network that ships, as a browser gives a folder that was chosen. */
export async function shippedFolder(id: string): Promise<GivenFile[]> {
  const folder = path.join(root, 'public/weights', id);
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => givenFile(name, await readFile(path.join(folder, name)), id)));
}

/** A file that `python -m training.golden.brought` has written. */
export const writtenByPython = (name: string): Promise<Buffer> =>
  readFile(path.join(root, 'tests/fixtures/brought', `${name}.safetensors`));
