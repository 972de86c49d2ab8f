import type { Picture } from '../../../lib/images/picture.ts';

/** A painting that leaves its figure. */
export interface HandedOver {
  /** "Swirling strokes, seed 9" */
  name: string;
  picture: Picture;
}

type Taker = (painting: HandedOver) => void;

let taker = $state.raw<Taker>();

/** Another figure of this page that wants paintings, and what to do with one; a later one takes its place. */
export function takePaintings(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = undefined;
  };
}

/** Whether anyone on this page takes paintings; components that read it follow it. */
export const hasTaker = (): boolean => taker !== undefined;

export function handOver(painting: HandedOver): void {
  taker?.(painting);
}
