import type { Page } from '@playwright/test';
import { axe, expect, test } from './fixtures';
import { chosen, open } from './picture-place';

/** A camera that films a red wall. */
const camera = (page: Page) =>
  page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(globalThis, { tracks });
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
      const context = canvas.getContext('2d')!;
      setInterval(() => {
        context.fillStyle = '#c02020';
        context.fillRect(0, 0, 320, 240);
      }, 50);
      const stream = canvas.captureStream(20);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });

const filming = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.some(
      (track) => track.readyState === 'live',
    ),
  );

test('the camera shows what it sees, gives one picture, and is off again', async ({ page }) => {
  await camera(page);
  const { place } = await open(page);
  await place.getByRole('button', { name: 'Camera' }).click();
  await place.getByRole('button', { name: 'Take' }).click();
  await expect(chosen(place)).toHaveAttribute('alt', 'your camera');
  const colour = await chosen(place).evaluate((img: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    context.drawImage(img, 0, 0);
    return [...context.getImageData(20, 20, 1, 1).data];
  });
  expect(colour[0]).toBeGreaterThan(170);
  expect(colour[1]).toBeLessThan(60);
  await expect(place.locator('video')).toHaveCount(0);
  expect(await filming(page)).toBe(false);
});

test('the camera stops when it is told to', async ({ page }) => {
  await camera(page);
  const { place } = await open(page);
  await place.getByRole('button', { name: 'Camera' }).click();
  await expect(place.getByRole('button', { name: 'Take' })).toBeEnabled();
  expect(await filming(page)).toBe(true);
  expect(await axe(page)).toEqual([]);
  await place.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(place.locator('video')).toHaveCount(0);
  expect(await filming(page)).toBe(false);
});

for (const [error, says] of [
  ['NotAllowedError', /^Expected permission to use the camera, got a refusal; allow it/],
  ['NotFoundError', /^Expected this device to have a camera, found none; try/],
  ['NotReadableError', /^Expected the camera to be free/],
] as const) {
  test(`a camera that does not start is explained: ${error}`, async ({ page }) => {
    await page.addInitScript((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', name));
    }, error);
    const { place } = await open(page);
    await place.getByRole('button', { name: 'Camera' }).click();
    await expect(place.getByRole('alert')).toHaveText(says);
    await expect(place.locator('video')).toHaveCount(0);
  });
}
