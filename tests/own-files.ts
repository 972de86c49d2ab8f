// Networks of a reader's, made out of those that ship, as files for a browser's file chooser.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../scripts/tools.mjs';
import { groupsIn, weightsIn } from '../src/lib/brought/manifest.ts';
import { writeSafetensors } from '../src/lib/training/safetensors.ts';

export interface FilePayload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const folderOf = (id: string) => path.join(root, 'public/weights', id);

/** The files of a network that ships, its card with another name. */
export async function ownFolder(id: string, title: string): Promise<FilePayload[]> {
  const names = await readdir(folderOf(id));
  return Promise.all(
    names.map(async (name) => {
      const buffer = await readFile(path.join(folderOf(id), name));
      const card =
        name === 'card.json' ? { ...JSON.parse(buffer.toString()), id: undefined, title } : undefined;
      return { name, mimeType: '', buffer: card ? Buffer.from(JSON.stringify(card)) : buffer };
    }),
  );
}

/** A network that ships as one file that describes itself. @param said what its card says besides its title */
export async function ownFile(
  id: string,
  title: string,
  said: Record<string, unknown> = {},
): Promise<FilePayload> {
  const model = JSON.parse(await readFile(path.join(folderOf(id), 'model.json'), 'utf8'));
  const groups = groupsIn(model);
  const shards = new Map<string, Uint8Array>();
  for (const shard of groups.flatMap(({ paths }) => paths))
    shards.set(shard, await readFile(path.join(folderOf(id), shard)));
  const { net, config = {} } = model.userDefinedMetadata;
  const bytes = writeSafetensors({
    tensors: weightsIn(groups, (shard) => shards.get(shard)!),
    metadata: { net, config: JSON.stringify(config), card: JSON.stringify({ title, ...said }) },
  });
  return { name: `${title}.safetensors`, mimeType: '', buffer: Buffer.from(bytes) };
}
