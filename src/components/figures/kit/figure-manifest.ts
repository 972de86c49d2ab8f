import type { ConfigOf } from '../../../lib/engine/experiment.ts';
import type { Experiments } from '../../../lib/experiments/index.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import type { EmbedHeights } from '../shell/embed-heights.ts';
import type { FigureModel } from './model.ts';
import type { Poster, PosterTools } from './poster.ts';

/**
 * All that a figure says of itself. The article, its pages, the gallery, the posters, the downloads and the tests read
 * it, and nothing else lists figures. Plain data without a page: Node, Playwright and the build import it alike.
 */
export interface Manifest {
  /** Its folder, its id in the page, and its name in addresses. */
  name: string;
  /** For the gallery, the embed page and screen readers. */
  title: string;
  /** How far it breaks out of the text column. */
  width: 'text' | 'wide' | 'full';
  /** The experiments it runs. */
  experiments: readonly (keyof Experiments)[];
  /** The networks that its first run downloads, by id; its poster is of their weights. */
  networks: readonly string[];
  /** All networks that its choices can download, by id, where they are more than those of its first run. */
  offers?: readonly string[];
  /** Its choices. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of figures holds models of any state
  model: FigureModel<any>;
  /** What computes the pictures it shows before anything runs, by the name of their file in content/posters. */
  posters: Readonly<Record<string, PosterMaker>>;
  /** A small run of each of its experiments, for the tests that go through them all. */
  samples?: (tools: SampleTools) => Partial<Samples>;
  /** What a reader can take home, as its buttons say it. */
  saves: readonly string[];
}

export type PosterMaker = () => Promise<{
  makePoster: (tools: PosterTools) => Promise<Poster<object>>;
}>;

export interface Sample<Config> {
  config: Config;
  /** How many frames the leak test pulls; a run that ends before is started again. */
  frames: number;
}

export type Samples = { [Name in keyof Experiments]: Sample<ConfigOf<Experiments[Name]>> };

/** What samples are made of; the same every time. */
export interface SampleTools {
  /** The first of the site's digits that shows `label`: 784 numbers in [0, 1]. */
  digit(label: number): Float32Array;
  /** A square of noise, RGB in [0, 1]. */
  noise(side: number): Picture;
}

/** A figure's part of what the site knows of it, for its live side: small, since it stands in the page's HTML. */
export type FigureFacts = Pick<Manifest, 'name' | 'title'> & {
  /** Bytes that its first run downloads. */
  downloadBytes: number;
  embedHeights: EmbedHeights;
};
