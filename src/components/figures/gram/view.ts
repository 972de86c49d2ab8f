import type { GramFrame } from '../../../lib/experiments/gram.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { mapPixels, matrixPixels, picturePixels } from './draw.ts';
import { channelOf, gramOf, largestChange, meanOf, orderOf, productOf } from './matrix.ts';
import { moved, scrambled } from './scramble.ts';
import { blocks, type GramState } from './state.ts';

/** A picture to show: computed (rgba), or read from the poster (src). */
export interface Shown {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
}

/** What the figure draws. */
export interface GramView {
  channels: number;
  /** The channels of the entry on show, and where they stand in the sorted matrix, all from 0. */
  pair: [first: number, second: number];
  row: number;
  column: number;
  places: number;
  picture: Shown;
  matrix: Shown;
  first: Shown;
  second: Shown;
  product: Shown;
  /** The entry on show, and what it was before the places were scrambled. */
  entry: number;
  before: number;
  /** The largest change of any entry by scrambling, as a share of the largest entry. */
  change: number;
}

/** `content/posters/gram.json`. */
export interface GramPoster {
  view: GramView;
}

const seed = 7;

/** What a net saw in a picture, with all that does not depend on the entry on show. */
export class Seen {
  readonly picture: Picture;
  readonly frame: GramFrame;
  readonly order: number[];
  readonly #moved: { gram: Float32Array; activations: GramFrame['activations'] };
  readonly #places: Uint32Array | undefined;
  /** The parts of a view that do not depend on the entry. */
  readonly #all: Pick<GramView, 'channels' | 'picture' | 'matrix' | 'change'>;

  constructor(picture: Picture, frame: GramFrame, places: GramState['places']) {
    this.picture = picture;
    this.frame = frame;
    this.order = orderOf(frame.gram);
    this.#moved = frame;
    if (places !== 'kept') {
      this.#places = scrambled(frame.width, places === 'all' ? frame.width : blocks, seed);
      const { activations } = moved(frame, this.#places);
      // Worked out anew from the places as they stand now: nothing of the old matrix goes in.
      this.#moved = { activations, gram: gramOf({ ...frame, activations }) };
    }
    this.#all = {
      channels: frame.channels,
      picture: { rgba: picturePixels(picture, this.#places) },
      matrix: { rgba: matrixPixels(this.#moved.gram, this.order) },
      change: largestChange(frame.gram, this.#moved.gram),
    };
  }

  /** What belongs to an entry; of a layer with fewer channels, to its last. */
  view(wanted: Pick<GramState, 'first' | 'second'>): GramView {
    const { frame, picture, order } = this;
    const { channels } = frame;
    const [i, j] = [Math.min(wanted.first, channels - 1), Math.min(wanted.second, channels - 1)];
    const seen = { ...frame, activations: this.#moved.activations };
    const [first, second] = [channelOf(seen, i), channelOf(seen, j)];
    const product = productOf(first, second);
    const map = (values: Float32Array): Shown => ({ rgba: mapPixels(picture, values, this.#places) });
    return {
      ...this.#all,
      pair: [i, j],
      row: order.indexOf(i),
      column: order.indexOf(j),
      places: product.length,
      first: map(first),
      second: map(second),
      product: map(product),
      entry: meanOf(product),
      before: frame.gram[i * channels + j]!,
    };
  }
}
