import type { Page } from '@playwright/test';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';

/** Whether this browser encodes a video that the site can write. */
export const encodesVideo = (page: Page) =>
  page.evaluate(async () => {
    if (typeof VideoEncoder === 'undefined') return false;
    for (const codec of ['avc1.42001f', 'vp09.00.10.08', 'vp8', 'av01.0.04M.08']) {
      const asked = { codec, width: 348, height: 168 };
      if ((await VideoEncoder.isConfigSupported(asked).catch(() => undefined))?.supported) return true;
    }
    return false;
  });

/** What a file of a film holds, as another reader than the one that wrote it finds it. */
export async function heldBy(bytes: Buffer) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = (await input.getPrimaryVideoTrack())!;
  const { packetCount } = await track.computePacketStats();
  const { displayWidth: width, displayHeight: height } = track;
  return { frames: packetCount, width, height, seconds: await track.computeDuration() };
}

/**
 * Plays a film in the page, to a moment in it.
 * @returns the light of a row of its pixels, from 0 to 255, at the middle of its height
 */
export const playedTo = (page: Page, bytes: Buffer, type: string, seconds: number) =>
  page.evaluate(
    async ([base64, type, seconds]) => {
      const video = document.createElement('video');
      video.muted = true;
      const ready = (name: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(name, resolve, { once: true });
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        });
      const loaded = ready('loadeddata');
      video.src = URL.createObjectURL(await (await fetch(`data:${type};base64,${base64}`)).blob());
      await loaded;
      const sought = ready('seeked');
      video.currentTime = seconds;
      await sought;
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const context = canvas.getContext('2d')!;
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, Math.floor(canvas.height / 2), canvas.width, 1);
      return [...data.filter((_, i) => i % 4 === 0)];
    },
    [bytes.toString('base64'), type, seconds] as const,
  );
