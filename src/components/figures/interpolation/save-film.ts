import type { InterpolationFrame } from '../../../lib/experiments/interpolation.ts';
import { paper, type MovingPicture } from '../shared/films/moving-picture.ts';
import { saveCanvas } from '../shell/save.ts';
import { shareWords } from './view.ts';

const rows = ['cross-fade', 'standard', 'robust'];

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

/** The way there and back: cross-fade, standard, robust. */
export function filmOf(frames: readonly InterpolationFrame[]): MovingPicture {
  const [tile, gap] = [224, 8];
  const [width, height] = [rows.length * (tile + gap) - gap, tile];
  const back = frames.slice(1, -1).reverse();
  return {
    width,
    height,
    frames: [...frames, ...back].map((frame) => ({
      milliseconds: frame === frames[0] || frame === frames.at(-1) ? 900 : 140,
      draw: (context) => {
        context.fillStyle = paper;
        context.fillRect(0, 0, width, height);
        imagesOf(frame).forEach((image, i) => draw(context, frame, image, [i * (tile + gap), 0, tile]));
      },
    })),
  };
}
