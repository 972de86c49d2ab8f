import { GIFEncoder } from 'gifenc';
import type { TraversalFrame } from '../../../lib/experiments/traversal.ts';
import { digitSide } from '../shared/digits/digits.ts';
import { greyImage } from '../shared/pictures/grey-image.ts';
import { download, saveCanvas } from '../shell/save.ts';

const netNames = ['standard', 'robust'];

/** Draws one view, pixels enlarged without smoothing. */
function drawView(
  context: CanvasRenderingContext2D,
  pixels: Float32Array,
  x: number,
  y: number,
  size: number,
): void {
  const tile = new OffscreenCanvas(digitSide, digitSide);
  tile.getContext('2d')!.putImageData(greyImage(pixels), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(tile, x, y, size, size);
}

/**
 * Saves a PNG: a row for each net, a column for each frame, labelled.
 * @param frames the frames of the strip, in order
 */
export async function saveFilmStrip(frames: TraversalFrame[], fileName: string): Promise<void> {
  const [tile, gap, left, top] = [112, 6, 92, 34];
  const canvas = document.createElement('canvas');
  canvas.width = left + frames.length * (tile + gap);
  canvas.height = top + 2 * (tile + gap);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f8f3e9';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#1d1915';
  context.font = '16px system-ui, sans-serif';
  context.textBaseline = 'middle';
  netNames.forEach((name, row) => context.fillText(name, gap, top + row * (tile + gap) + tile / 2));
  frames.forEach((frame, column) => {
    const x = left + column * (tile + gap);
    context.fillText(String(frame.step), x, top / 2);
    frame.views.forEach((view, row) => drawView(context, view.image, x, top + row * (tile + gap), tile));
  });
  await saveCanvas(canvas, fileName);
}

/**
 * Saves the film as an animated GIF, standard left, robust right, 25 pictures a second.
 * @param frames every frame, in order; every second one goes into the film
 */
export async function saveGif(frames: readonly TraversalFrame[], fileName: string): Promise<void> {
  const [scale, gap] = [6, 2];
  const width = (2 * digitSide + gap) * scale;
  const height = digitSide * scale;
  const greys = Array.from({ length: 256 }, (_, i): [number, number, number] => [i, i, i]);
  const gif = GIFEncoder();
  const chosen = frames.filter((_, i) => i % 2 === 0 || i === frames.length - 1);
  for (const [i, frame] of chosen.entries()) {
    const indices = new Uint8Array(width * height).fill(255);
    frame.views.forEach(({ image }, net) => {
      for (let y = 0; y < height; y++) {
        const row = Math.floor(y / scale) * digitSide;
        const offset = y * width + net * (digitSide + gap) * scale;
        for (let x = 0; x < digitSide * scale; x++)
          indices[offset + x] = Math.round(image[row + Math.floor(x / scale)]! * 255);
      }
    });
    gif.writeFrame(indices, width, height, {
      ...(i === 0 ? { palette: greys, repeat: 0 } : {}),
      delay: i === chosen.length - 1 ? 1500 : 40,
    });
    // Encoding a film takes a second or more: let the page breathe between pictures.
    if (i % 8 === 7) await new Promise((resolve) => setTimeout(resolve));
  }
  gif.finish();
  download(new Blob([gif.bytes()], { type: 'image/gif' }), fileName);
}
