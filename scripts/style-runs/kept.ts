// What a run of style transfer leaves behind.
import { rename, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { StyleTransferFrame } from '../../src/lib/experiments/style-transfer.ts';

const rounded = (value: number) => Number(value.toPrecision(5));

/** The style's loss over all layers. */
export const styleLoss = ({ style }: Pick<StyleTransferFrame, 'style'>): number =>
  Object.values(style).reduce((sum, loss) => sum + loss, 0);

/** Of what `courseRow` gives. */
export const columns = ['step', 'evaluations', 'content', 'style'];

/** How a run stands at a frame, for the course of its losses. */
export const courseRow = (frame: StyleTransferFrame): number[] => [
  frame.step,
  frame.evaluations,
  rounded(frame.content),
  rounded(styleLoss(frame)),
];

/** Writes a frame's picture as a PNG. @param image RGBA, a byte each */
export async function writePicture(
  { image, width, height }: Pick<StyleTransferFrame, 'image' | 'width' | 'height'>,
  file: URL,
): Promise<void> {
  await sharp(image, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png()
    .toFile(file.pathname);
}

/** Writes down a run that is complete: the file is there whole, or not at all. */
export async function writeRun(run: object, file: URL): Promise<void> {
  const half = new URL(`${file.href}.half`);
  await writeFile(half, `${JSON.stringify(run)}\n`);
  await rename(half, file);
}
