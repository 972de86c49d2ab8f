import * as Comlink from 'comlink';
import { rgbaOf } from '../pictures/rgba.ts';
import { methods, type MethodConfigs, type MethodName } from './methods.ts';
import type { Painting } from './painting.ts';

/** The canvas at one moment. */
export interface PaintedFrame {
  /** Parts painted so far, of how many. */
  step: number;
  of: number;
  width: number;
  height: number;
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
}

let painting: Generator<Painting, void, void> | undefined;

const easel = {
  start<Name extends MethodName>(name: Name, config: MethodConfigs[Name]): void {
    painting = methods[name](config);
  },

  /** Paints the next part; undefined when nothing is left to do. */
  next(): PaintedFrame | undefined {
    const result = painting?.next();
    if (!result?.value) return undefined;
    const { step, of, canvas } = result.value;
    const image = rgbaOf(canvas);
    return Comlink.transfer({ step, of, width: canvas.width, height: canvas.height, image }, [image.buffer]);
  },
};

export type Easel = typeof easel;

Comlink.expose(easel);
