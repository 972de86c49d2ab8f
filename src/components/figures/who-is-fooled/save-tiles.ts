import { digitSide } from '../shared/digits/digits.ts';
import { greyImage } from '../shared/pictures/grey-image.ts';
import { saveCanvas } from '../shell/save.ts';
import type { Tile } from './view.ts';

const [size, gap, head, line] = [112, 16, 56, 34];
const colours = { paper: '#f8f3e9', ink: '#1d1915', nets: ['#3547b5', '#a83a10'] };

/** Saves a PNG: a row for each network of the digits altered for it, and under each what is read. */
export async function saveTiles(
  nets: readonly (readonly Tile[])[],
  reader: number,
  eps: number,
): Promise<void> {
  const most = Math.max(...nets.map((tiles) => tiles.length));
  const columns = Math.min(most, 10);
  const rows = Math.ceil(most / columns);
  const canvas = document.createElement('canvas');
  canvas.width = gap + columns * (size + gap);
  canvas.height = nets.length * (head + rows * (size + line)) + gap;
  const context = canvas.getContext('2d')!;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  nets.forEach((tiles, net) => {
    const top = net * (head + rows * (size + line));
    context.fillStyle = colours.nets[net]!;
    context.font = '600 22px system-ui, sans-serif';
    const name = net === 0 ? 'Standard' : 'Robust';
    context.fillText(`${name} network, attacked within ${eps}`, gap, top + 38);
    context.fillStyle = colours.ink;
    context.font = '17px system-ui, sans-serif';
    tiles.forEach(({ pixels, reads, right }, i) => {
      const x = gap + (i % columns) * (size + gap);
      const y = top + head + Math.floor(i / columns) * (size + line);
      const sheet = new OffscreenCanvas(digitSide, digitSide);
      sheet.getContext('2d')!.putImageData(greyImage(pixels!), 0, 0);
      context.drawImage(sheet, x, y, size, size);
      const kept = right ? 'holds' : 'misread';
      const said = reads ? `${reads[net]}, judge ${reads[reader]}` : kept;
      context.fillText(said, x, y + size + 22);
    });
  });
  await saveCanvas(canvas, `who-is-fooled-${eps}.png`);
}
