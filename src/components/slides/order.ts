import { figurePlaces } from '../../series/registry.mjs';
import { manifests } from '../figures/manifests.ts';

export interface Slide {
  /** Of its figure. */
  name: string;
  title: string;
  /** From one. */
  place: number;
  of: number;
  /** The number of its figure and the part that holds it; a figure that stands in no part has neither. */
  number: string | undefined;
  part: string | undefined;
  previous: string | undefined;
  next: string | undefined;
}

/** The slides: every figure once, in the order of the text. */
export function slides(): Slide[] {
  const places = figurePlaces();
  return manifests.map(({ name, title }, i) => ({
    name,
    title,
    place: i + 1,
    of: manifests.length,
    number: places.get(name)?.number,
    part: places.get(name)?.part,
    previous: manifests[i - 1]?.name,
    next: manifests[i + 1]?.name,
  }));
}
