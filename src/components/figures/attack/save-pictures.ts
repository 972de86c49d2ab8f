import { digitSide } from '../shared/digits/digits.ts';
import { greyImage } from '../shared/pictures/grey-image.ts';
import { saveCanvas } from '../shell/save.ts';
import { mapSide } from './regions.ts';
import { epsOf, nets, type AttackState, type Point } from './state.ts';
import type { MapView, NetView, SliceView } from './view.ts';
import { normName, sizeText, verdict } from './words.ts';

const paper = '#f8f3e9';
const ink = '#1d1915';
const netColours = { standard: '#3547b5', robust: '#a83a10' };
const [tile, gap, row, slice] = [150, 34, 230, 420];
const font = (size: number, weight = 400) => `${weight} ${size}px system-ui, sans-serif`;

function tileOf(pixels: ImageData): OffscreenCanvas {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  return canvas;
}

/**
 * Saves a PNG: for each net the digit, the perturbation, the perturbed digit, and the slice with its path.
 * @param shown the step on show
 */
export async function savePictures(
  views: readonly NetView[],
  maps: readonly (MapView | undefined)[],
  state: AttackState,
  dragged: readonly (Point | null)[],
  shown: number,
): Promise<void> {
  const width = 3 * tile + 4 * gap;
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 110 + row + slice + gap;
  const context = canvas.getContext('2d')!;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  views.forEach((view, i) => {
    context.save();
    context.translate(i * width, 0);
    drawHead(context, view, i, state);
    drawSum(context, view, state);
    context.translate((width - slice) / 2, 110 + row);
    if (view.slice) drawSlice(context, view.slice, maps[i], dragged[i]!, shown, netColours[nets[i]!]);
    context.restore();
  });
  await saveCanvas(canvas, `attack-on-a-${state.digit}.png`);
}

function drawHead(context: CanvasRenderingContext2D, view: NetView, i: number, state: AttackState): void {
  const net = nets[i]!;
  context.fillStyle = netColours[net];
  context.fillRect(gap, 24, 3 * tile + 2 * gap, 4);
  context.font = font(24, 600);
  context.fillText(net === 'standard' ? 'Standard network' : 'Robust network', gap, 60);
  context.fillStyle = ink;
  context.font = font(17);
  context.fillText(
    `${verdict(view, i, state.digit)}, ${normName[state.norm]} at most ${epsOf(state)}`,
    gap,
    88,
  );
}

function drawSum(context: CanvasRenderingContext2D, view: NetView, { norm }: AttackState): void {
  const pictures = [
    greyImage(view.digit.pixels!),
    new ImageData(view.delta.rgba!, digitSide, digitSide),
    greyImage(view.image.pixels!),
  ];
  const captions = [
    'the digit',
    `perturbation, ×${view.magnification}`,
    `${normName[norm]} = ${sizeText(norm, view.size)}`,
  ];
  context.imageSmoothingEnabled = false;
  pictures.forEach((picture, i) => {
    const x = gap + i * (tile + gap);
    context.drawImage(tileOf(picture), x, 110, tile, tile);
    context.font = font(15);
    context.fillText(captions[i]!, x, 110 + tile + 22);
    context.font = font(24);
    if (i > 0) context.fillText(i === 1 ? '+' : '=', x - gap / 2 - 7, 110 + tile / 2 + 8);
  });
}

function drawSlice(
  context: CanvasRenderingContext2D,
  { centre, extent, eps, corners, moves }: SliceView,
  map: MapView | undefined,
  dragged: Point | null,
  shown: number,
  colour: string,
): void {
  const place = ([a, b]: Point): Point => [
    (slice / 2) * (1 + (a - centre[0]) / extent),
    (slice / 2) * (1 - (b - centre[1]) / extent),
  ];
  context.beginPath();
  context.rect(0, 0, slice, slice);
  context.clip();
  context.imageSmoothingEnabled = true;
  context.strokeStyle = ink;
  if (map?.rgba) context.drawImage(tileOf(new ImageData(map.rgba, mapSide, mapSide)), 0, 0, slice, slice);
  if (map) {
    const border = new Path2D();
    border.addPath(new Path2D(map.border), new DOMMatrix().scale(slice));
    context.stroke(border);
    context.font = font(28, 600);
    for (const { digit, x, y } of map.labels) context.fillText(String(digit), x * slice - 8, y * slice + 10);
  }
  const line = (points: Point[], width: number, dash: number[] = []) => {
    context.beginPath();
    points.forEach((point) => context.lineTo(...place(point)));
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke();
  };
  if (corners.length > 0) line([...corners, corners[0]!], 2.5);
  else {
    context.beginPath();
    context.arc(...place([0, 0]), ((eps / extent) * slice) / 2, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.stroke();
  }
  moves.forEach(({ stepped, after }, i) => {
    const width = i === shown ? 2.5 : 1;
    if (i > 0) line([moves[i - 1]!.after, stepped], width);
    line([stepped, after], width, [3, 4]);
  });
  context.beginPath();
  context.arc(...place(dragged ?? moves[shown]!.after), 8, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.fillStyle = ink;
}
