import type { TraversalFrame } from '../../../lib/experiments/traversal.ts';
import { digitSide } from '../shared/digits/digits.ts';
import { paper, type MovingPicture } from '../shared/films/moving-picture.ts';
import { greyImage } from '../shared/pictures/grey-image.ts';
import { saveCanvas } from '../shell/save.ts';

const netNames = ['standard', 'robust'];

/** Draws one view, pixels enlarged without smoothing. */
function drawView(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
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
  context.fillStyle = paper;
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
 * The film, standard left, robust right, 25 pictures a second.
 * @param frames every frame, in order; every second one goes into the film
 */
export function filmOf(frames: readonly TraversalFrame[]): MovingPicture {
  const [scale, gap] = [6, 2];
  const chosen = frames.filter((_, i) => i % 2 === 0 || i === frames.length - 1);
  const [width, height] = [(2 * digitSide + gap) * scale, digitSide * scale];
  return {
    width,
    height,
    grey: true,
    frames: chosen.map(({ views }, i) => ({
      milliseconds: i === chosen.length - 1 ? 1500 : 40,
      draw: (context) => {
        context.fillStyle = 'white';
        context.fillRect(0, 0, width, height);
        views.forEach(({ image }, net) =>
          drawView(context, image, net * (digitSide + gap) * scale, 0, height),
        );
      },
    })),
  };
}
