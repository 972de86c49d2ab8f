import sharp from 'sharp';

/** Writes a frame's picture as a PNG. @param image RGBA, a byte each */
export async function writePicture(
  { image, width, height }: { image: Uint8ClampedArray; width: number; height: number },
  file: URL,
): Promise<void> {
  await sharp(image, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png()
    .toFile(file.pathname);
}
