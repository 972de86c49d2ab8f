import { bisectRight } from 'd3';
import { places } from './course.ts';
import type { NetworkName } from './protocol.ts';

/** The places whose pictures are published, besides the photograph; all are judged. */
export const cells = [
  { size: 64, iteration: 10 },
  { size: 64, iteration: 40 },
  { size: 64, iteration: 240 },
  { size: 128, iteration: 10 },
  { size: 128, iteration: 40 },
  { size: 128, iteration: 240 },
  { size: 256, iteration: 10 },
  { size: 256, iteration: 40 },
  { size: 256, iteration: 120 },
  { size: 256, iteration: 240 },
].map(({ size, iteration }) =>
  places.findIndex((place) => place.size === size && place.iteration === iteration),
);

/** The cell that shows how things stand at a place: the last one before it, -1 for the photograph. */
export const cellAt = (place: number): number => bisectRight(cells, place) - 1;

/** The address, from the site's root, of the sheet of all cells of one network, side by side. */
export const sheetOf = (pair: string, network: NetworkName) => `posters/effort/${pair}-${network}.webp`;
