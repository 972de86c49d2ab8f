import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { InterpolationFrame } from '../../../lib/experiments/interpolation.ts';
import { download, saveCanvas } from '../shell/save.ts';
import { shareWords } from './view.ts';

const rows = ['cross-fade', 'standard', 'robust'];
const paper = '#f8f3e9';

const imagesOf = ({ fade, views }: InterpolationFrame) => [fade, ...views.map(({ image }) => image)];

/** Draws one picture, enlarged. */
function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { width, height }: InterpolationFrame,
  image: Uint8ClampedArray<ArrayBuffer>,
  [x, y, size]: readonly [number, number, number],
): void {
  const tile = new OffscreenCanvas(width, height);
  const pixels = new ImageData(image, width, height);
  tile.getContext('2d')!.putImageData(pixels, 0, 0);
  context.imageSmoothingQuality = 'high';
  context.drawImage(tile, x, y, size, size);
}

/**
 * Saves a PNG: a row for the cross-fade and for each network, a column for each mix, labelled.
 * @throws when it cannot be encoded
 */
export async function saveFilmStrip(frames: readonly InterpolationFrame[], fileName: string): Promise<void> {
  const [tile, gap, left, top] = [144, 6, 104, 34];
  const canvas = document.createElement('canvas');
  canvas.width = left + frames.length * (tile + gap);
  canvas.height = top + rows.length * (tile + gap);
  const context = canvas.getContext('2d')!;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#1d1915';
  context.font = '16px system-ui, sans-serif';
  context.textBaseline = 'middle';
  rows.forEach((name, row) => context.fillText(name, gap, top + row * (tile + gap) + tile / 2));
  frames.forEach((frame, column) => {
    const x = left + column * (tile + gap);
    context.fillText(shareWords(frame.step / frame.of), x, top / 2);
    imagesOf(frame).forEach((image, row) => draw(context, frame, image, [x, top + row * (tile + gap), tile]));
  });
  await saveCanvas(canvas, fileName);
}

/** Saves the way there and back as an animated GIF: cross-fade, standard, robust. */
export async function saveGif(frames: readonly InterpolationFrame[], fileName: string): Promise<void> {
  const [tile, gap] = [224, 8];
  const [width, height] = [rows.length * (tile + gap) - gap, tile];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const gif = GIFEncoder();
  const back = frames.slice(1, -1).reverse();
  for (const frame of [...frames, ...back]) {
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
    imagesOf(frame).forEach((image, i) => draw(context, frame, image, [i * (tile + gap), 0, tile]));
    const { data } = context.getImageData(0, 0, width, height);
    const palette = quantize(data, 256);
    const isEnd = frame === frames[0] || frame === frames.at(-1);
    gif.writeFrame(applyPalette(data, palette), width, height, {
      palette,
      repeat: 0,
      delay: isEnd ? 900 : 140,
    });
    // Encoding a film takes a second or more: let the page breathe between pictures.
    await new Promise((resolve) => setTimeout(resolve));
  }
  gif.finish();
  download(new Blob([gif.bytes()], { type: 'image/gif' }), fileName);
}
