/** How dark a cell is, 0 to 1, that so many paths reach: the mean is a middle grey, so that an even row is one. */
export const shade = (count: number, mean: number) => Math.min(0.92, (0.46 * count) / mean);
