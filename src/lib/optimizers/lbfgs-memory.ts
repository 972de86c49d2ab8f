/** How a direction is put together: d = Σ s[i] sᵢ + Σ y[i] yᵢ + g · gradient. */
export interface Combination {
  s: number[];
  y: number[];
  g: number;
}

/** The scalar products that a step brings; "old" are the pairs kept so far, the oldest first. */
export interface Products {
  /** Of the step s, the change y of the gradient, and the new gradient g. */
  sy: number;
  yy: number;
  sg: number;
  yg: number;
  gg: number;
  /** Of each old s and each old y with the new y. */
  oldSy: readonly number[];
  oldYy: readonly number[];
}

/** Less curvature than this along a step is rounding: the pair is not kept. PyTorch's bound. */
const leastCurvature = 1e-10;

interface Pair {
  /** sᵢ · g and yᵢ · g, with the current gradient. */
  sg: number;
  yg: number;
  /** sⱼ · yᵢ and yⱼ · yᵢ of every pair j from the oldest up to this one. */
  sy: number[];
  yy: number[];
}

/**
 * What L-BFGS remembers, as numbers: only the scalar products of the vectors s and y. The two-loop recursion (Nocedal
 * and Wright 2006, algorithm 7.4) needs nothing else, and ends in the coefficients of a linear combination (Chen, Wang
 * and Zhou 2014, "Large-scale L-BFGS using MapReduce"). So a direction costs the device one product of matrices instead
 * of forty passes over the picture.
 */
export class LbfgsMemory {
  readonly #capacity: number;
  #pairs: Pair[] = [];
  #gg: number;

  /** @param gg the first gradient's square */
  constructor(capacity: number, gg: number) {
    this.#capacity = capacity;
    this.#gg = gg;
  }

  get size(): number {
    return this.#pairs.length;
  }

  forget(): void {
    this.#pairs = [];
  }

  /** The new gradient, and the new pair if it has curvature. @returns whether the pair is kept */
  add({ sy, yy, sg, yg, gg, oldSy, oldYy }: Products): boolean {
    this.#gg = gg;
    // g changed by the new y.
    this.#pairs.forEach((pair, i) => {
      pair.sg += oldSy[i]!;
      pair.yg += oldYy[i]!;
    });
    if (!(sy > leastCurvature)) return false;
    this.#pairs.push({ sg, yg, sy: [...oldSy, sy], yy: [...oldYy, yy] });
    if (this.#pairs.length > this.#capacity) {
      this.#pairs.shift();
      for (const pair of this.#pairs) {
        pair.sy.shift();
        pair.yy.shift();
      }
    }
    return true;
  }

  /** The direction -H g, and its slope, which is its product with g. */
  direction(): { combination: Combination; slope: number } {
    const pairs = this.#pairs;
    const newest = pairs.at(-1);
    if (newest === undefined) return { combination: { s: [], y: [], g: -1 }, slope: -this.#gg };
    const last = pairs.length - 1;
    const alpha: number[] = [];
    for (let i = last; i >= 0; i--) {
      let product = pairs[i]!.sg;
      for (let j = last; j > i; j--) product -= alpha[j]! * pairs[j]!.sy[i]!;
      alpha[i] = product / pairs[i]!.sy[i]!;
    }
    const scale = newest.sy[last]! / newest.yy[last]!;
    const s: number[] = [];
    for (const [i, pair] of pairs.entries()) {
      let product = pair.yg;
      for (const [j, a] of alpha.entries()) product -= a * (i < j ? pairs[j]!.yy[i]! : pair.yy[j]!);
      product *= scale;
      for (let j = 0; j < i; j++) product -= s[j]! * pair.sy[j]!;
      s[i] = product / pair.sy[i]! - alpha[i]!;
    }
    const y = alpha.map((a) => scale * a);
    const slope = pairs.reduce((sum, pair, i) => sum + s[i]! * pair.sg + y[i]! * pair.yg, -scale * this.#gg);
    return { combination: { s, y, g: -scale }, slope };
  }
}
