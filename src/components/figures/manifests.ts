import { figurePlaces } from '../../series/registry.mjs';
import type { Manifest } from './kit/figure-manifest.ts';

type Module = { manifest: Manifest };

/** All files `<name>/manifest.ts`: Vite finds them while it builds; in Node the folder is read. */
const modules: Record<string, Module> = import.meta.env
  ? import.meta.glob<Module>('./*/manifest.ts', { eager: true })
  : await readModules();

async function readModules(): Promise<Record<string, Module>> {
  const { existsSync, readdirSync } = await import('node:fs');
  const folders = readdirSync(new URL('.', import.meta.url));
  const files = folders.map((name) => `./${name}/manifest.ts`);
  const there = files.filter((file) => existsSync(new URL(file, import.meta.url)));
  const read = there.map(async (file) => [file, await import(new URL(file, import.meta.url).href)] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** The reading order is the text's; a figure that stands in no part of it comes last. */
const order = [...figurePlaces().keys()];
const place = ({ name }: Manifest) => order.indexOf(name) + 1 || order.length + 1;

/** What every figure says of itself, in the order of the text. */
export const manifests: readonly Manifest[] = Object.entries(modules)
  .map(([file, { manifest }]) => {
    if (file === `./${manifest.name}/manifest.ts`) return manifest;
    throw new Error(`Expected ${file} to name its folder, got the name “${manifest.name}”.`);
  })
  .sort((a, b) => place(a) - place(b));

export const figureNames: readonly string[] = manifests.map(({ name }) => name);

/** @throws for a figure that is not there */
export function manifestOf(name: string): Manifest {
  const found = manifests.find((manifest) => manifest.name === name);
  if (found) return found;
  throw new Error(`Expected a figure of ${figureNames.join(', ')}, got “${name}”.`);
}
