import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let scroll: () => void;
let standsStill: () => Promise<void>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    if (type === 'scroll') scroll = listener;
  });
  ({ standsStill } = await import('../../../src/components/figures/stands-still.ts'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Whether it has resolved, after so many milliseconds in which the page moves every 16. */
async function resolvedAfter(ms: number, moving: boolean): Promise<() => boolean> {
  if (moving) scroll();
  let isStill = false;
  void standsStill().then(() => (isStill = true));
  for (let passed = 0; passed < ms; passed += 16) {
    if (moving) scroll();
    await vi.advanceTimersByTimeAsync(16);
  }
  return () => isStill;
}

test('A page that nobody has scrolled stands still', async () => {
  expect((await resolvedAfter(1, false))()).toBe(true);
});

test('While the page moves it does not, and soon after it does', async () => {
  const isStill = await resolvedAfter(800, true);
  expect(isStill()).toBe(false);
  await vi.advanceTimersByTimeAsync(80);
  expect(isStill()).toBe(false);
  await vi.advanceTimersByTimeAsync(30);
  expect(isStill()).toBe(true);
});

test('A page that moves on and on is waited for two seconds', async () => {
  expect((await resolvedAfter(1900, true))()).toBe(false);
  expect((await resolvedAfter(2200, true))()).toBe(true);
});
