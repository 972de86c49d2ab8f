import { embedHeights } from '../shell/embed-heights.ts';
import { downloadSize } from './download-size.ts';
import type { FigureFacts, Manifest } from './figure-manifest.ts';

/** A manifest's part for the live side of its figure. Read at build time. */
export function factsOf({ name, title, networks }: Manifest): FigureFacts {
  return { name, title, downloadBytes: downloadSize(networks), embedHeights: embedHeights(name) };
}
