import { gaussian } from '../random/seeded.ts';
import type { Picture } from './picture.ts';

/** A Gaussian of small pictures: what pictures of a kind have in common, and how they differ. */
export interface PictureStatistics {
  /** Pixels on a side. */
  side: number;
  /** RGB in [0, 1], row by row, interleaved: side * side * 3 numbers. */
  mean: Float32Array;
  /** Axes of the covariance, each as long as its standard deviation; each as long a list as the mean. */
  components: readonly Float32Array[];
  /** The standard deviation of a pixel's brightness, of what the components leave out. */
  rest: number;
}

/**
 * A draw from the Gaussian, cut to [0, 1] (Santurkar et al. 2019, section 3.1). What the components leave out comes as
 * grey noise.
 * @param random numbers in [0, 1)
 */
export function gaussianPicture(
  { side, mean, components, rest }: PictureStatistics,
  random: () => number,
): Picture {
  const pixels = mean.slice();
  for (const component of components) {
    const along = gaussian(random);
    for (let i = 0; i < pixels.length; i++) pixels[i]! += along * component[i]!;
  }
  for (let i = 0; i < pixels.length; i += 3) {
    const light = rest * gaussian(random);
    for (let c = i; c < i + 3; c++) pixels[c] = Math.max(0, Math.min(1, pixels[c]! + light));
  }
  return { width: side, height: side, pixels };
}
