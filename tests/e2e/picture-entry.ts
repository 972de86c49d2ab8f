// Runs in the page of picture-files.spec.ts: what the figures do with a file that a reader brings.
import { readPicture } from '../../src/components/figures/shared/picture-input/read.ts';

const engine = {
  /** The colours in the middles of the four quarters of the picture that is read, as bytes, and its size. */
  async read(base64: string, name: string, longSide: number) {
    const file = new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name);
    const { picture, thumbnail, note } = await readPicture(file, name, longSide);
    const { width, height, pixels } = picture;
    const colour = (x: number, y: number) => {
      const at = 3 * (Math.floor(y * height) * width + Math.floor(x * width));
      return Array.from(pixels.subarray(at, at + 3), (value) => Math.round(value * 255));
    };
    const quarters = [colour(0.25, 0.25), colour(0.75, 0.25), colour(0.25, 0.75), colour(0.75, 0.75)];
    const image = new Image();
    image.src = thumbnail;
    await image.decode();
    return { width, height, note, quarters, thumbnail: [image.width, image.height] };
  },

  /** The sentence with which a file is refused. */
  async refusal(base64: string, name: string): Promise<string> {
    try {
      await engine.read(base64, name, 256);
      return 'It was read.';
    } catch (error) {
      return (error as Error).message;
    }
  },
};

export type PictureEngine = typeof engine;

Object.assign(globalThis, { engine });
