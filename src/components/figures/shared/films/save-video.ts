import {
  BufferTarget,
  CanvasSource,
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  QUALITY_VERY_HIGH,
  WebMOutputFormat,
  type VideoCodec,
} from 'mediabunny';
import { download } from '../../shell/save.ts';
import type { MovingPicture } from './moving-picture.ts';

/** Programs for slides know H.264 best; the others are in browsers that may not encode it. */
const ways = [
  { codec: 'avc', format: () => new Mp4OutputFormat() },
  { codec: 'vp9', format: () => new WebMOutputFormat() },
  { codec: 'vp8', format: () => new WebMOutputFormat() },
  { codec: 'av1', format: () => new WebMOutputFormat() },
] as const satisfies readonly { codec: VideoCodec; format: () => Mp4OutputFormat | WebMOutputFormat }[];

/**
 * Saves a film as MP4 where the browser encodes H.264, and else as WebM.
 * @throws Error with a sentence where the browser encodes none of it
 */
export async function saveVideo({ width, height, frames }: MovingPicture, name: string): Promise<void> {
  const quality = QUALITY_VERY_HIGH;
  let way: (typeof ways)[number] | undefined;
  for (const one of ways) {
    if (!(await canEncodeVideo(one.codec, { width, height, quality }))) continue;
    way = one;
    break;
  }
  if (!way) throw new Error('this browser encodes no video of this size. Save it as a GIF.');

  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const format = way.format();
  const output = new Output({ format, target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec: way.codec, quality });
  output.addVideoTrack(source);
  await output.start();
  try {
    let at = 0;
    for (const { draw, milliseconds } of frames) {
      draw(context);
      await source.add(at / 1000, milliseconds / 1000);
      at += milliseconds;
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  download(new Blob([output.target.buffer!], { type: format.mimeType }), `${name}${format.fileExtension}`);
}
