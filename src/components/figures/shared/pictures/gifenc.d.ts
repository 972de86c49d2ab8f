// gifenc ships no types; these are the parts we use (gifenc 1.0, README).
declare module 'gifenc' {
  interface FrameOptions {
    /** Colours of the indices; the first frame's serves all. */
    palette?: [number, number, number][];
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
}
