import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { download } from '../../shell/save.ts';
import type { MovingPicture } from './moving-picture.ts';

const greys = Array.from({ length: 256 }, (_, i): [number, number, number] => [i, i, i]);

/** Of a grey picture, how light each pixel is. @param rgba bytes of a picture */
function redOf(rgba: Uint8ClampedArray): Uint8Array {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, i) => rgba[4 * i]!);
}

/** Saves a film as an animated GIF, which begins again at its end. */
export async function saveGif({ width, height, frames, grey }: MovingPicture, name: string): Promise<void> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const gif = GIFEncoder();
  for (const [i, { draw, milliseconds }] of frames.entries()) {
    draw(context);
    const { data } = context.getImageData(0, 0, width, height);
    const palette = grey ? greys : quantize(data, 256);
    const indices = grey ? redOf(data) : applyPalette(data, palette);
    // The palette of the first frame serves all that bring none.
    const colours = grey && i > 0 ? {} : { palette };
    gif.writeFrame(indices, width, height, { ...colours, repeat: 0, delay: milliseconds });
    // Encoding a film takes a second or more: let the page breathe between pictures.
    await new Promise((resolve) => setTimeout(resolve));
  }
  gif.finish();
  download(new Blob([gif.bytes()], { type: 'image/gif' }), `${name}.gif`);
}
