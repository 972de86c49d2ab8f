import type { GivenFile } from '../../../../lib/brought/read.ts';

/** More files than these no network has. */
const most = 1000;

/**
 * The files of a drop, those in folders included, each with its place in them.
 * @throws Error with a sentence for a folder of something else
 */
export async function droppedFiles(data: DataTransfer): Promise<GivenFile[]> {
  // Entries must be asked for before anything is waited for: then the drop is over.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return [...data.files];
  const files: GivenFile[] = [];
  for (const entry of entries) await gather(entry, '', files);
  return files;
}

async function gather(entry: FileSystemEntry, folder: string, files: GivenFile[]): Promise<void> {
  if (files.length >= most)
    throw new Error(`Expected the folder of a network, got more than ${most} files. Drop the folder alone.`);
  if (entry.isFile) {
    const file = await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail));
    files.push({
      name: file.name,
      size: file.size,
      webkitRelativePath: `${folder}${file.name}`,
      arrayBuffer: () => file.arrayBuffer(),
    });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a folder in portions, and an empty one at its end.
    const some = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0) return;
    for (const inside of some) await gather(inside, `${folder}${entry.name}/`, files);
  }
}
