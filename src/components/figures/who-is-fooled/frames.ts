import type { Stepped } from '../shell/stepped.ts';
import { alter, radii, type Altered, type Frames, type Net } from '../shared/digits/fooling.ts';
import type { Drawn } from './state.ts';

/** One digit in one network's hands. */
export interface Outcome {
  /** Of the digits drawn. */
  digit: number;
  net: Net;
  label: number;
  original: Float32Array;
  /** Whether the network reads the digit right as it is; those that it does not are attacked nowhere. */
  right: boolean;
  /** By radius; undefined where the digit was not attacked, as it holds in a larger ball. */
  balls: (Altered | undefined)[];
}

export interface FooledFrame extends Stepped {
  /** All outcomes so far. */
  done: readonly Outcome[];
}

/** Attacks digits one after the other, for one network and then for the other. Frame 0 is the start. */
export async function* fooling(frames: Frames, digits: readonly Drawn[]): AsyncGenerator<FooledFrame> {
  const of = 2 * digits.length;
  let done: readonly Outcome[] = [];
  yield { step: 0, of, done };
  for (const [digit, { label, image }] of digits.entries()) {
    for (const net of [0, 1] as const) {
      const found = await ladder(frames, label, image, net);
      done = [...done, { digit, net, label, original: image, ...found }];
      yield { step: done.length, of, done };
    }
  }
}

/** The largest ball first: a digit that holds there is not attacked in those inside it, as in what was measured. */
async function ladder(frames: Frames, label: number, image: Float32Array, net: Net) {
  const balls: (Altered | undefined)[] = radii.map(() => undefined);
  for (let i = radii.length - 1; i >= 0; i--) {
    const altered = await alter(frames, { image, label, net, eps: radii[i]! });
    if (!altered) return { right: false, balls };
    balls[i] = altered;
    if (altered.reads[net] === label) break;
  }
  return { right: true, balls };
}
