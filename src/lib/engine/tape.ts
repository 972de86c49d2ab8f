import { tf, type Tensor } from './tf.ts';

/** What TF.js (4.22) notes down of an operation while it is asked for a gradient. */
interface TapeNode {
  inputs: Record<string, Tensor>;
  outputs: Tensor[];
  saved?: Tensor[];
  gradient?: (dys: (Tensor | null)[]) => Record<string, () => Tensor>;
}

interface PrivateEngineState {
  activeTape?: TapeNode[] | null;
  gradientDepth?: number;
}

/**
 * Lets a gradient go without all of its pass in memory. TF.js keeps every tensor of the way forward and of the way back
 * until the last gradient is there, which is two to three times what is needed at any moment: here an activation that no
 * gradient asks for goes when the loss is known, and what an operation saved, and the gradient it was given, when it has
 * been gone back through.
 *
 * To be called once the loss is known, before the way back: at the end of the function that a gradient is asked of. What
 * is to outlive that must be kept (`tf.keep`), as TF.js asks for anyway. An operation's gradient may use what it saved
 * and what lives longer than the pass, and nothing else that was computed on the way.
 *
 * @param loss what the gradient is taken of
 */
export function letGoOnTheWayBack(loss: Tensor): void {
  const { activeTape, gradientDepth } = tf.engine().state as unknown as PrivateEngineState;
  // A gradient of a gradient would go over the tape again.
  if (!activeTape || gradientDepth !== 1) return;
  const isFree = (tensor: Tensor) => tensor !== loss && !tensor.kept;
  const backward = new WayBack();
  for (const node of activeTape) {
    tf.dispose(node.outputs.filter(isFree));
    if (node.gradient) node.gradient = backward.through(node.gradient);
  }
}

/**
 * What is computed from a tensor that needs no gradient, without a note of how: a tape holds on to what each operation
 * would need for its gradient, even of those that no gradient goes through.
 */
export function aside<X extends Tensor, Y extends Tensor>(x: X, compute: (x: X) => Y): Y {
  return tf.customGrad((...args: unknown[]) => ({
    value: compute(args[0] as X),
    gradFunc: (): Tensor => {
      throw new Error('Expected a tensor that needs no gradient, got one that is followed.');
    },
  }))(x) as Y;
}

class WayBack {
  /** By their numbers, the tensors that have a gradient already: another is added to it. */
  readonly #met = new Set<number>();
  #added: Tensor[] = [];

  through(gradient: NonNullable<TapeNode['gradient']>): NonNullable<TapeNode['gradient']> {
    const letGo = (node: TapeNode, dys: (Tensor | null)[]) => this.#pass(gradient, node, dys);
    // TF.js leaves out of a node's inputs those that need no gradient, in a copy of it, which is `this`.
    return function (this: TapeNode, dys) {
      return letGo(this, dys);
    };
  }

  #pass(
    gradient: NonNullable<TapeNode['gradient']>,
    { inputs, saved = [] }: TapeNode,
    dys: (Tensor | null)[],
  ): Record<string, () => Tensor> {
    // By now TF.js has summed them up.
    tf.dispose(this.#added);
    this.#added = [];
    const given = dys.filter((dy) => dy !== null);
    const gradients = tf.tidy(() => {
      const wanted = gradient(dys);
      const taken = new Set<Tensor>([...given, ...saved]);
      const own = (tensor: Tensor) => {
        const alone = taken.has(tensor) ? tensor.clone() : tensor;
        taken.add(alone);
        return alone;
      };
      const names = Object.keys(inputs).filter((name) => name in wanted);
      return Object.fromEntries(names.map((name) => [name, own(wanted[name]!())]));
    });
    tf.dispose([...given, ...saved]);
    for (const [name, tensor] of Object.entries(gradients)) {
      const { id } = inputs[name]!;
      if (this.#met.has(id)) this.#added.push(tensor);
      this.#met.add(id);
    }
    return Object.fromEntries(Object.entries(gradients).map(([name, tensor]) => [name, () => tensor]));
  }
}
