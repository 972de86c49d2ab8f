import type { PosterImage } from '../../kit/poster.ts';
import { enlarged } from './enlarged.ts';

/** A square picture of few pixels, four times as large and smooth. @param rgba side * side * 4 bytes */
export function enlargedPoster(rgba: Uint8ClampedArray, side: number): PosterImage {
  const large = enlarged(rgba, side, 4);
  return {
    width: large.side,
    height: large.side,
    channels: 4,
    pixels: new Uint8Array(large.rgba),
    format: 'jpg',
  };
}
