// What is timed of style transfer, the same in Node and in a browser.
import type { ModelStore } from '../src/lib/engine/models.ts';
import { readTogether } from '../src/lib/engine/readback.ts';
import { tf, type Tensor, type Tensor4D } from '../src/lib/engine/tf.ts';
import { equalWeights, protocol, styleLayersOf } from '../src/lib/experiments/style-layers.ts';
import { pixelParameterisation } from '../src/lib/parameterisations/pixel.ts';
import { StyleObjective } from '../src/lib/objectives/style.ts';
import { evaluated } from '../src/lib/optimisation/evaluate.ts';
import { Lbfgs } from '../src/lib/optimizers/lbfgs.ts';

/** What to time: a model, its family, the side of the pictures in pixels. */
export interface StyleCase {
  model: string;
  family: string;
  size: number;
}

/** One loss of style transfer, ready to be evaluated. */
export class StyleBench {
  readonly #store: ModelStore;
  readonly #now: () => number;
  readonly #parameterisation = pixelParameterisation(1, 1);
  #objective: StyleObjective | undefined;
  #content: Tensor4D | undefined;
  #optimizer: Lbfgs | undefined;
  #evaluations = 0;

  /** @param now a clock in milliseconds */
  constructor(store: ModelStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  async prepare({ model, family, size }: StyleCase): Promise<void> {
    this.dispose();
    const [net] = await this.#store.load([model], () => undefined);
    const layers = styleLayersOf(family);
    const content = tf.randomUniform([1, size, size, 3], 0, 1, 'float32', 1) as Tensor4D;
    const style = tf.randomUniform([1, size, size, 3], 0, 1, 'float32', 2) as Tensor4D;
    this.#content = content;
    this.#objective = new StyleObjective({
      net: net!,
      layers: equalWeights(family),
      style,
      content: { net: net!, layer: layers.content, weight: protocol.contentWeight, picture: content },
      averagePooling: layers.averagePooling,
      ...protocol,
    });
    style.dispose();
  }

  /** Milliseconds of one loss with its gradient. */
  async evaluate(): Promise<number> {
    const before = this.#now();
    const { parts, gradient } = this.#evaluated(this.#content!);
    // A graphics processor has done its work when something of all of it can be read.
    const total = tf.sum(gradient);
    await readTogether([parts, total]);
    const after = this.#now();
    tf.dispose([parts, gradient, total]);
    return after - before;
  }

  /** Milliseconds until the commands of one loss with its gradient are given: what JavaScript costs on a GPU. */
  async record(): Promise<number> {
    const before = this.#now();
    const { parts, gradient } = this.#evaluated(this.#content!);
    const ms = this.#now() - before;
    await gradient.data();
    tf.dispose([parts, gradient]);
    return ms;
  }

  /**
   * Milliseconds of some iterations of L-BFGS, which go on from call to call, the evaluations that they took, and the
   * bytes held after them.
   */
  async iterate(iterations: number) {
    if (this.#optimizer === undefined) {
      this.#optimizer = new Lbfgs(this.#content!.clone(), async (x) => {
        this.#evaluations++;
        return this.#evaluated(x);
      });
      await this.#optimizer.begin();
    }
    this.#evaluations = 0;
    const before = this.#now();
    for (let i = 0; i < iterations; i++) await this.#optimizer.step();
    const ms = this.#now() - before;
    return { ms, evaluations: this.#evaluations, bytes: tf.memory().numBytes };
  }

  #evaluated(x: Tensor) {
    return evaluated(this.#objective!, this.#parameterisation, x);
  }

  dispose(): void {
    this.#objective?.dispose();
    this.#content?.dispose();
    this.#optimizer?.dispose();
    this.#objective = this.#content = this.#optimizer = undefined;
  }
}
