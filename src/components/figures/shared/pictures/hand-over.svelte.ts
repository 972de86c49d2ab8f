import type { OwnPicture } from '../picture-input/read.ts';

type Taker = (picture: OwnPicture) => void;

let taker = $state.raw<Taker>();

/**
 * A figure of this page takes, as a style, the pictures that readers make in another one. A later one takes its place.
 * @returns a function that ends it
 */
export function takeStyles(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = undefined;
  };
}

/** Whether any figure takes them; components that read it follow it. */
export const hasTaker = (): boolean => taker !== undefined;

export function handOver(picture: OwnPicture): void {
  taker?.(picture);
}
