import { tf, type Tensor, type Tensor1D, type Tensor4D } from '../../engine/tf.ts';
import type { Evaluate, MakeOptimizer, Optimizer } from '../optimizer.ts';
import type { Schedule } from '../schedule.ts';
import { clampToBox, projectToBall, steepest, type Norm } from './steps.ts';

export interface Ball {
  /** Stays the caller's, and must live as long as the optimiser. */
  centre: Tensor4D;
  /** One for all pictures, or [n, 1, 1, 1], which stays the caller's, too. */
  eps: number | Tensor4D;
  norm: Norm;
}

export interface ProjectedGradientOptions {
  /** In which a step has its length: g / ‖g‖₂ in L2, sign(g) in L∞. */
  norm: Norm;
  length: Schedule;
  /** [n, 1, 1, 1], how many times as long the step of each picture is; the caller's. All alike if not said. */
  times?: Tensor4D | undefined;
  /** Where the picture may go; anywhere in the box if not said. */
  ball?: Ball;
  /** Whether every parameter stays in [0, 1]. */
  box: boolean;
}

/**
 * Steps of a length that is given, straight down, and back into the ball and the box after each (Madry et al. 2017,
 * section 2.1). In a ball it is the perturbation that is stepped, projected and kept. Several pictures in one tensor are
 * walked side by side, each by its own gradient.
 */
export class ProjectedGradient implements Optimizer {
  readonly #evaluate: Evaluate;
  readonly #options: ProjectedGradientOptions;
  #x: Tensor4D;
  #offset: Tensor4D;
  #gradient: Tensor4D | undefined;
  #parts: Tensor1D | undefined;
  #last: { direction: Tensor4D; stepped: Tensor4D } | undefined;
  #steps = 0;

  /** @param x [n, height, width, channels], where to start; from now on the optimiser's own */
  constructor(x: Tensor, evaluate: Evaluate, options: ProjectedGradientOptions) {
    this.#evaluate = evaluate;
    this.#options = options;
    this.#offset = tf.tidy(() => this.#offsetOf(x as Tensor4D));
    this.#x = tf.tidy(() => this.#at(this.#offset));
    x.dispose();
  }

  get x(): Tensor4D {
    return this.#x;
  }

  get parts(): Tensor1D {
    return this.#parts!;
  }

  /** The perturbation, from the ball's centre; without a ball x itself. Its own, until the next step. */
  get offset(): Tensor4D {
    return this.#offset;
  }

  /**
   * The step that led to x, its own until the next: the direction of length one, and where the step went before it was
   * projected (in a ball, from its centre). None before the first.
   */
  get last(): { direction: Tensor4D; stepped: Tensor4D } | undefined {
    return this.#last;
  }

  begin(): Promise<void> {
    return this.#look();
  }

  async #look(isLast?: boolean): Promise<void> {
    const { gradient, parts } = await this.#evaluate(this.#x, isLast);
    [this.#gradient, this.#parts] = [gradient as Tensor4D | undefined, parts];
  }

  async step(isLast?: boolean): Promise<boolean> {
    const { norm, length, times, ball } = this.#options;
    const moved = tf.tidy(() => {
      // Not tf.neg, which turns 0 into -0.
      const direction = tf.sub(0, steepest(this.#gradient!, norm)) as Tensor4D;
      const far = length(this.#steps);
      const stepped = tf.add(this.#offset, tf.mul(direction, times ? tf.mul(times, far) : far)) as Tensor4D;
      const inBall = ball ? projectToBall(stepped, ball.eps, ball.norm) : stepped;
      const offset = this.#offsetOf(this.#at(inBall));
      return { direction, stepped, offset, x: this.#at(offset) };
    });
    this.dispose();
    const { direction, stepped, offset, x } = moved;
    [this.#x, this.#offset, this.#last] = [x, offset, { direction, stepped }];
    this.#steps++;
    await this.#look(isLast);
    return true;
  }

  #at(offset: Tensor4D): Tensor4D {
    const { ball } = this.#options;
    return ball ? tf.add(ball.centre, offset) : offset.clone();
  }

  #offsetOf(x: Tensor4D): Tensor4D {
    const { ball, box } = this.#options;
    const inBox = box ? clampToBox(x) : x.clone();
    return ball ? tf.sub(inBox, ball.centre) : inBox;
  }

  dispose(): void {
    tf.dispose([this.#x, this.#offset]);
    this.#gradient?.dispose();
    this.#parts?.dispose();
    if (this.#last) tf.dispose([this.#last.direction, this.#last.stepped]);
  }
}

/** Makes one of these for `optimise`. */
export const projectedGradient =
  (options: ProjectedGradientOptions): MakeOptimizer =>
  (x, evaluate) =>
    new ProjectedGradient(x, evaluate, options);
