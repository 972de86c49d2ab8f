import type { Poster, PosterImage, PosterTools } from '../kit/poster.ts';
import { configOf, defaults } from './state.ts';

/** Frames of the two strips over the article's title. */
const heroFrames = Array.from({ length: 11 }, (_, i) => 30 * i);

/** The default traversal as two strips: what the standard network makes of the digit, and the robust one. */
export async function makePoster({ frames, digits }: PosterTools): Promise<Poster<{ frames: number[] }>> {
  const tiles: [Float32Array[], Float32Array[]] = [[], []];
  for await (const frame of frames('traversal', configOf(defaults, digits))) {
    if (heroFrames.includes(frame.step)) tiles.forEach((strip, i) => strip.push(frame.views[i]!.image));
  }
  const [standard, robust] = tiles.map((strip) => sideBySide(strip)) as [PosterImage, PosterImage];
  return { data: { frames: heroFrames }, images: { standard, robust } };
}

function sideBySide(tiles: Float32Array[], side = 28): PosterImage {
  const width = tiles.length * side;
  const pixels = new Uint8Array(width * side);
  tiles.forEach((tile, column) => {
    tile.forEach((grey, i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      pixels[y * width + column * side + x] = Math.round(grey * 255);
    });
  });
  return { width, height: side, channels: 1, pixels };
}
