/** A film as it is drawn, before it is a file. */
export interface MovingPicture {
  /** In pixels; even, as encoders want it. */
  width: number;
  height: number;
  frames: readonly MovingFrame[];
  /** Whether it has nothing but greys, which a GIF can then hold without loss. */
  grey?: boolean;
}

export interface MovingFrame {
  /** How long it stands. */
  milliseconds: number;
  draw: (context: OffscreenCanvasRenderingContext2D) => void;
}

/** Paper around what a frame draws; the same in both themes, as on a slide. */
export const paper = '#f8f3e9';
