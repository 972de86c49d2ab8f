import type { Net } from '../engine/models.ts';
import { aside } from '../engine/tape.ts';
import { tf, type Scalar, type Tensor, type Tensor4D } from '../engine/tf.ts';
import { lastLayer } from '../nets/last-layer.ts';
import type { View } from '../moves/view.ts';
import { gram } from './gram.ts';
import { gramDistance } from './gram-distance.ts';
import type { Look, Objective } from './objective.ts';
import { relativeDistance, targetOf, type Target } from './relative-distance.ts';
import { flatGram, meanOf, smoothed, type Smoothing } from './smoothing.ts';
import { totalVariation } from './total-variation.ts';

/** Whose activations are kept, in which layer, and how much that weighs. */
export interface ContentTerm {
  net: Net;
  layer: string;
  weight: number;
  /** [1, height, width, 3]; stays the caller's, and must live as long as the objective. */
  picture: Tensor4D;
}

export interface StyleObjectiveOptions {
  /** The net whose Gram matrices are matched. */
  net: Net;
  /** Weights above 0 by layer; only their ratios count. */
  layers: Readonly<Record<string, number>>;
  styleWeight: number;
  /** [1, any height, any width, 3]; looked at once. */
  style: Tensor4D;
  content?: ContentTerm | undefined;
  tvWeight: number;
  averagePooling: boolean;
  /** Of the activations whose Gram matrices are matched; not of the content's. None if not said. */
  smoothing?: Smoothing | undefined;
}

/**
 * The loss of Gatys, Ecker and Bethge (2016), each part as a share of its target (see `relativeDistance`): with D for
 * that distance, styleWeight · Σ wₗ D(Gₗ) / Σ wₗ + contentWeight · D(F) + tvWeight · total variation.
 */
export class StyleObjective implements Objective {
  readonly #options: StyleObjectiveOptions;
  readonly #layers: readonly string[];
  /** What the style net is asked for last. */
  readonly #last: string | undefined;
  readonly #grams: readonly Target[];
  /** Of the style's activations, layer by layer, where they are smoothed. */
  readonly #means: readonly Scalar[];
  readonly #kept: Target | undefined;

  /** @throws ConfigError when a net has no layer of a name */
  constructor(options: StyleObjectiveOptions) {
    const { net, layers, style, content } = options;
    this.#options = options;
    this.#layers = Object.keys(layers);
    if (content && content.net !== net) lastLayer(content.net, [content.layer]);
    this.#last = lastLayer(net, content?.net === net ? [...this.#layers, content.layer] : this.#layers);
    const { means, grams } = tf.tidy(() => {
      const seen = this.#look(net, style, this.#last);
      const means =
        options.smoothing === undefined ? [] : this.#layers.map((layer) => meanOf(seen[layer] as Tensor4D));
      const grams = this.#layers.map((layer, i) =>
        targetOf(gram(this.#smoothed(seen[layer] as Tensor4D, means[i])), flatGram(options.smoothing)),
      );
      return { means, grams };
    });
    [this.#means, this.#grams] = [means, grams];
    this.#kept = content && this.#target(content, content.picture);
  }

  /** What the parts are called, in order: content, each style layer, variation. */
  get names(): readonly string[] {
    return ['content', ...this.#layers, 'variation'];
  }

  /** The weighted parts. @param view what is to be kept is seen through it, too */
  look(image: Tensor4D, view?: View): Look {
    const { net, content, tvWeight } = this.#options;
    const viewed = view ? view(image) : image;
    // Before the pass that a gradient goes through, which stays in memory.
    const kept = content && view ? this.#target(content, view(content.picture)) : this.#kept;
    const seen = this.#look(net, viewed, this.#last);
    const variation = tvWeight > 0 ? tf.mul(totalVariation(image), tvWeight) : tf.scalar(0);
    return {
      parts: [
        content ? this.#content(content, seen, viewed, kept!) : tf.scalar(0),
        ...this.#style(seen),
        variation as Scalar,
      ],
    };
  }

  #style(seen: Record<string, Tensor>): Scalar[] {
    const { layers, styleWeight } = this.#options;
    const share = styleWeight / this.#layers.reduce((sum, layer) => sum + layers[layer]!, 0);
    return this.#layers.map((layer, i) =>
      gramDistance(
        this.#smoothed(seen[layer] as Tensor4D, this.#means[i]),
        this.#grams[i]!,
        share * layers[layer]!,
      ),
    );
  }

  #smoothed(features: Tensor4D, mean: Scalar | undefined): Tensor4D {
    const { smoothing } = this.#options;
    return smoothing === undefined ? features : smoothed(features, smoothing, mean!);
  }

  #content(content: ContentTerm, seen: Record<string, Tensor>, viewed: Tensor4D, kept: Target): Scalar {
    const { net, layer, weight } = content;
    const own = net === this.#options.net ? seen : this.#look(net, viewed, layer);
    return relativeDistance(own[layer]!, kept, weight);
  }

  #target({ net, layer }: ContentTerm, picture: Tensor4D): Target {
    return tf.tidy(() => targetOf(aside(picture, (seen) => this.#look(net, seen, layer)[layer]!)));
  }

  #look(net: Net, picture: Tensor4D, upTo: string | undefined): Record<string, Tensor> {
    // Not said, it is as the net was trained.
    const pooling = this.#options.averagePooling ? { averagePooling: true } : {};
    return upTo === undefined ? {} : net(picture, { upTo, ...pooling });
  }

  dispose(): void {
    tf.dispose([...this.#means]);
    for (const target of [...this.#grams, ...(this.#kept ? [this.#kept] : [])])
      tf.dispose([target.value, target.scale]);
  }
}
