import { rgb } from 'd3';

/**
 * A colour for each class, for the regions of the map. Neighbours in the list differ in lightness as well as in
 * hue, and every region carries its digit, so that no reading depends on colour alone.
 */
export const classColours = [
  '#7d8fd1',
  '#ddaa33',
  '#a56cb5',
  '#2f9e8f',
  '#cc4d5c',
  '#84a318',
  '#e58ec0',
  '#176a9a',
  '#b8743a',
  '#3bb0d8',
].map((text) => {
  const { r, g, b } = rgb(text);
  return [r, g, b] as const;
});
