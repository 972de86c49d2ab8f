import { inWords, limits, within } from '../../../../lib/engine/limits.ts';

/** A picture as the browser decodes it. @throws whatever the browser says, or a sentence when it does not answer */
export async function decoded(file: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> {
  const work = createImageBitmap(file, options);
  const late = () =>
    new Error(`Expected the picture to be decoded, got nothing in ${inWords(limits.decode)}.`);
  return within(limits.decode, work, late).catch((error: unknown) => {
    // One that comes too late is given back.
    void work.then((bitmap) => bitmap.close()).catch(() => undefined);
    throw error;
  });
}
