import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import type { Manifest } from './kit/figure-manifest.ts';
import { manifests } from './manifests.ts';

const components = import.meta.glob<AstroComponentFactory>('./*/index.astro', {
  import: 'default',
  eager: true,
});

/** A figure's manifest, with what draws it. */
export interface ListedFigure extends Manifest {
  component: AstroComponentFactory;
}

/** Every figure by its name, in the order of the text. */
export const figures: Readonly<Record<string, ListedFigure>> = Object.fromEntries(
  manifests.map((manifest) => [
    manifest.name,
    { ...manifest, component: components[`./${manifest.name}/index.astro`]! },
  ]),
);
