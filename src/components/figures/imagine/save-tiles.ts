import type { CifarView } from '../shared/networks/cifar10.ts';
import { enlarged, enlargement } from '../shared/pictures/enlarged.ts';
import { saveCanvas } from '../shell/save.ts';
import { side } from './state.ts';

const columns = 4;
const gap = 8;
const tile = enlargement(side) * side;

/** Saves pictures as they hang on a wall, enlarged; those that are not drawn yet are left out. @throws when it cannot be encoded */
export async function saveTiles(
  tiles: readonly { view: CifarView | undefined }[],
  fileName: string,
): Promise<void> {
  const views = tiles.flatMap(({ view }) => (view ? [view] : []));
  const across = Math.min(columns, views.length);
  const canvas = document.createElement('canvas');
  canvas.width = across * (tile + gap) + gap;
  canvas.height = Math.ceil(views.length / columns) * (tile + gap) + gap;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f8f3e9';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, view] of views.entries()) {
    const x = gap + (i % columns) * (tile + gap);
    const y = gap + Math.floor(i / columns) * (tile + gap);
    context.drawImage(await bitmapOf(view), x, y, tile, tile);
  }
  await saveCanvas(canvas, fileName);
}

async function bitmapOf({ rgba, src }: CifarView): Promise<ImageBitmap | HTMLImageElement> {
  if (rgba) {
    const large = enlarged(rgba, side, enlargement(side));
    return createImageBitmap(new ImageData(large.rgba, large.side, large.side));
  }
  const image = new Image();
  image.src = `${import.meta.env.BASE_URL}${src}`;
  await image.decode();
  return image;
}
