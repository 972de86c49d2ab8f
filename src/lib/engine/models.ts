import { tf, type Tensor, type Tensor4D } from './tf.ts';
import { EngineError } from './errors.ts';
import { requireRoom } from './memory.ts';
import type { OnStatus } from './status.ts';
import { downloadBytes } from './card.ts';
import { loadWeights, readCard, type LoadedWeights, type NetConfig, type Weights } from './weights.ts';
import type { DownloadOptions } from './download.ts';

/** What may be asked of one pass. The nets for digits have one way only, and ignore all of it. */
export interface NetOptions {
  /** Compute nothing beyond the activation of this name, which is then the last. */
  upTo?: string;
  /** Average pooling in place of max pooling, as Gatys et al. do for style transfer. VGG only. */
  averagePooling?: boolean;
  /** Identity gradient of the ReLU before the representation, so that silent coordinates can be woken. */
  fakeRelu?: boolean;
}

/**
 * A network on the device: an image batch [n, height, width, channels] in [0, 1] -> its named activations, the
 * last of them `logits` [n, classes] unless the model was cut short. Activations belong to the caller's tidy.
 */
export interface Net {
  (image: Tensor4D, options?: NetOptions): Record<string, Tensor>;
  /** Not said by the nets for digits, whose pictures are small. */
  footprint?: Footprint;
}

/** What a network takes of memory, in numbers of 4 bytes. */
export interface Footprint {
  /** That all operations of a pass make for one pixel of the picture. */
  made: number;
  /** That the largest of them makes. */
  largest: number;
  /** That are in the activations, by name. */
  layers: Readonly<Record<string, number>>;
  /** In its weights. */
  weights: number;
}

/**
 * Builds the network called `net`, of a shape that `config` says, from its weights. Tensors that it adds go into
 * `weights`, to be disposed with them.
 */
export type BuildNet = (net: string, weights: Weights, config: NetConfig) => Net;

/** A network that was made in the page, as plain numbers. */
export interface LentModel {
  /** The name of its architecture, as `BuildNet` knows it. */
  net: string;
  config: NetConfig;
  weights: Record<string, { shape: readonly number[]; values: Float32Array }>;
}

/** Makes a model that no file holds, by its id; undefined for one that is to be downloaded. */
export type MakeModel = (id: string) => LoadedWeights | undefined;

export interface ModelStoreOptions {
  /** Address of the weights folder, with a slash at its end. */
  base: string;
  buildNet: BuildNet;
  download?: DownloadOptions;
  makeModel?: MakeModel | undefined;
}

/** The models that are on the device; each is downloaded once and stays until `dispose`. */
export class ModelStore {
  readonly #options: ModelStoreOptions;
  readonly #loaded = new Map<string, { net: Net; weights: Weights }>();
  readonly #lent = new Map<string, LentModel>();
  readonly #replaced = new Map<string, Weights>();

  constructor(options: ModelStoreOptions) {
    this.#options = options;
  }

  /**
   * Loads what is not there yet and reports the bytes of all of it together.
   * @throws WeightsError, and keeps nothing of the model that failed, so that a second call tries again.
   */
  async load(ids: readonly string[], onStatus: OnStatus, signal?: AbortSignal): Promise<Net[]> {
    const { base, download } = this.#options;
    for (const id of ids) this.#placeLent(id);
    const absent = [...new Set(ids)].filter((id) => !this.#loaded.has(id));
    const missing = absent.filter((id) => !this.#make(id));
    if (missing.length > 0) {
      const options = { ...download, signal };
      const cards = await Promise.all(missing.map((id) => readCard(base, id, options)));
      const total = cards.reduce((sum, card) => sum + downloadBytes(card), 0);
      // Stored as bytes, computed with as floats; for a moment both are there.
      requireRoom(5 * total);
      let loaded = 0;
      onStatus({ phase: 'downloading', loaded, total });
      const onBytes = (gained: number) =>
        onStatus({ phase: 'downloading', loaded: (loaded += gained), total });
      for (const card of cards) {
        this.#keep(card.id, await loadWeights(base, card, { ...options, onBytes }));
      }
    }
    return ids.map((id) => this.#loaded.get(id)!.net);
  }

  /**
   * From now on `id` is this network. It takes no room on the device until it is asked for. One that it replaces stays
   * until the next is, since a run that rests may hold it.
   */
  lend(id: string, model: LentModel): void {
    this.#lent.set(id, model);
  }

  /** From now on there is no network by this name. Like one that was replaced, it stays until the next is. */
  takeBack(id: string): void {
    this.#lent.delete(id);
    const old = this.#loaded.get(id);
    if (!old) return;
    this.#loaded.delete(id);
    tf.dispose(this.#replaced.get(id) ?? {});
    this.#replaced.set(id, old.weights);
  }

  /** Puts on the device what was lent since it was last asked for. */
  #placeLent(id: string): void {
    const model = this.#lent.get(id);
    if (model === undefined) return;
    const numbers = Object.values(model.weights).reduce((sum, { values }) => sum + values.length, 0);
    requireRoom(4 * numbers);
    this.#lent.delete(id);
    const old = this.#loaded.get(id);
    tf.dispose(this.#replaced.get(id) ?? {});
    if (old) this.#replaced.set(id, old.weights);
    const weights = Object.fromEntries(
      Object.entries(model.weights).map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
    );
    this.#keep(id, { ...model, weights });
  }

  /** @returns whether it is a model that is made here */
  #make(id: string): boolean {
    const made = this.#options.makeModel?.(id);
    if (made) this.#keep(id, made);
    return made !== undefined;
  }

  #keep(id: string, { net, config, weights }: LoadedWeights): void {
    try {
      this.#loaded.set(id, { net: this.#options.buildNet(net, weights, config), weights });
    } catch (error) {
      tf.dispose(weights);
      throw error;
    }
  }

  dispose(): void {
    for (const { weights } of this.#loaded.values()) tf.dispose(weights);
    for (const weights of this.#replaced.values()) tf.dispose(weights);
    this.#loaded.clear();
    this.#replaced.clear();
  }
}

/** A named weight, or a sentence about its absence. @throws WeightsError */
export function weight<T extends Tensor>(weights: Weights, name: string): T {
  const tensor = weights[name];
  if (tensor === undefined) {
    const present = Object.keys(weights).join(', ');
    throw new EngineError('WeightsError', `Expected the weights to hold ${name}, got only ${present}.`);
  }
  return tensor as T;
}
