// gifenc ships no types; these are the parts we use (gifenc 1.0, README).
declare module 'gifenc' {
  type Palette = [number, number, number][];
  interface FrameOptions {
    /** Colours of the indices; the first frame's serves all. */
    palette?: Palette;
    /** Milliseconds. */
    delay?: number;
    /** 0 for ever. */
    repeat?: number;
  }
  export function GIFEncoder(): {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
  /** @param rgba bytes of a picture */
  export function quantize(rgba: Uint8ClampedArray, colours: number): Palette;
  /** @returns an index for each pixel */
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array;
}
