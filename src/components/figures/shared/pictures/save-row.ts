import { saveCanvas } from '../../shell/save.ts';

/** A picture and what stands above it. */
export interface LabelledPicture {
  label: string;
  width: number;
  height: number;
  /** RGBA, width * height * 4 bytes. */
  image: Uint8ClampedArray<ArrayBuffer>;
}

/** Saves pictures side by side as a PNG, enlarged. @throws when it cannot be encoded */
export async function saveRow(pictures: readonly LabelledPicture[], fileName: string): Promise<void> {
  const [tile, gap, head] = [384, 16, 40];
  const canvas = document.createElement('canvas');
  canvas.width = gap + pictures.length * (tile + gap);
  canvas.height = head + tile + gap;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f8f3e9';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#1d1915';
  context.font = '18px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.imageSmoothingQuality = 'high';
  pictures.forEach(({ label, width, height, image }, i) => {
    const x = gap + i * (tile + gap);
    const sheet = new OffscreenCanvas(width, height);
    const pixels = new ImageData(image, width, height);
    sheet.getContext('2d')!.putImageData(pixels, 0, 0);
    context.fillText(label, x, head / 2);
    context.drawImage(sheet, x, head, tile, (tile * height) / width);
  });
  await saveCanvas(canvas, fileName);
}
