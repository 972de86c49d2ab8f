import type { Locator, Page } from '@playwright/test';
import { parts } from '../../src/series/registry.mjs';
import { expect, smallTargets, test } from './fixtures';
import { drawFinger, FigurePage, pictures, type Place } from './figure-page';

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

/** The middle of a place, brought to the middle of the screen. */
async function middleOf(place: Locator): Promise<Place> {
  await place.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const { x, y, width, height } = (await place.boundingBox())!;
  return [x + width / 2, y + height / 2];
}

const swipeUp = async (page: Page, [x, y]: Place) =>
  drawFinger(page, [
    [x, y],
    [x, y - 40],
    [x, y - 90],
    [x, y - 160],
  ]);

test('a finger that scrolls past the Gram matrix starts nothing, and one that taps it does', async ({
  page,
}) => {
  await new FigurePage(page).open('gram');
  const matrix = page.getByRole('slider', { name: /Gram matrix/ });
  const weights: string[] = [];
  page.on('request', (request) => request.url().includes('/weights/') && weights.push(request.url()));
  await swipeUp(page, await middleOf(matrix));
  await page.waitForTimeout(500);
  expect(weights).toEqual([]);
  await expect(page.locator('[data-phase="idle"]')).toHaveCount(1);
  await page.touchscreen.tap(...((await middleOf(matrix)) as [number, number]));
  await expect(page.locator('[data-phase="idle"]')).toHaveCount(0);
});

test('a finger that scrolls past the style transfer leaves its handle; one that goes sideways moves it', async ({
  page,
}) => {
  await new FigurePage(page).open('style-transfer');
  const handle = page.getByRole('slider', { name: /^Compare/ });
  const box = page.locator('.compare.slider');
  const [x, y] = await middleOf(box);
  const before = await handle.inputValue();
  await swipeUp(page, [x + 80, y]);
  expect(await handle.inputValue()).toBe(before);
  const [nextX, nextY] = await middleOf(box);
  await drawFinger(page, [
    [nextX, nextY],
    [nextX + 30, nextY],
    [nextX + 60, nextY + 2],
    [nextX + 90, nextY + 3],
  ]);
  expect(Number(await handle.inputValue())).toBeGreaterThan(Number(before) + 10);
  await page.touchscreen.tap(nextX - 60, nextY);
  expect(Number(await handle.inputValue())).toBeLessThan(Number(before));
});

test.describe('the drawing pad', () => {
  const pad = (page: Page) => page.locator('.pad canvas');
  async function open(page: Page) {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await page
      .getByRole('radio', { name: /draw/i })
      .or(page.getByRole('button', { name: /draw/i }))
      .first()
      .click();
    await page.getByRole('button', { name: 'Clear' }).click();
  }

  test('takes one finger: a palm beside it draws nothing', async ({ page }) => {
    await open(page);
    const [x, y] = await middleOf(pad(page));
    const pointer = (type: string, pointerId: number, dx: number, isPrimary: boolean, more = {}) =>
      pad(page).evaluate(
        (canvas, init) => {
          canvas.setPointerCapture = () => undefined;
          canvas.dispatchEvent(new PointerEvent(init.type, { bubbles: true, ...init }));
        },
        { type, pointerId, isPrimary, pointerType: 'touch', button: 0, clientX: x + dx, clientY: y, ...more },
      );
    await pointer('pointerdown', 5, 0, true);
    const one = await pictures(page.locator('.pad'));
    await pointer('pointerdown', 6, 50, false);
    await pointer('pointermove', 6, 60, false);
    await pointer('pointermove', 5, 0, true);
    expect(await pictures(page.locator('.pad'))).toBe(one);
    await pointer('pointerup', 6, 60, false);
    await pointer('pointermove', 5, 10, true);
    expect(await pictures(page.locator('.pad'))).not.toBe(one);
  });

  test('is not drawn on by the right or the middle button', async ({ page }) => {
    await open(page);
    const [x, y] = await middleOf(pad(page));
    for (const button of ['right', 'middle'] as const) {
      await page.mouse.move(x, y);
      await page.mouse.down({ button });
      await page.mouse.move(x + 20, y + 20);
      await page.mouse.up({ button });
    }
    await expect(page.locator('.pad [role=status]')).toContainText('The pad is empty.');
  });

  test('says how much is drawn and what the networks read, and takes the width that a phone has', async ({
    page,
  }) => {
    await open(page);
    await expect(page.locator('.pad [role=status]')).toContainText('The pad is empty.');
    const [x, y] = await middleOf(pad(page));
    await page.mouse.move(x - 30, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y, { steps: 5 });
    await page.mouse.up();
    const told = page.locator('.pad [role=status]');
    await expect(told).toHaveText(/^Drawn on \d+ % of the pad\. Press Step, and here stands what/);
    expect((await pad(page).boundingBox())!.width).toBeGreaterThan(250);

    await page.getByRole('button', { name: 'Step', exact: true }).click();
    const reads =
      /% of the pad\. The standard network reads \d \(\d+ %\), the robust network \d \(\d+ %\)\.$/;
    await expect(told).toHaveText(reads, { timeout: 45_000 });
    const line = await told.textContent();
    const [nextX, nextY] = await middleOf(pad(page));
    await page.mouse.move(nextX, nextY - 60);
    await page.mouse.down();
    await page.mouse.move(nextX, nextY + 60, { steps: 5 });
    await page.mouse.up();
    await expect(told).toHaveText(reads);
    expect(await told.textContent(), 'more ink is read anew').not.toBe(line);
  });
});

for (const path of ['/', ...parts().map(({ name }) => `/${name}/`), '/whole/']) {
  test(`all that can be pressed on ${path} is large enough for a finger, and not too close to another`, async ({
    page,
  }) => {
    await page.goto(path);
    expect(await smallTargets(page)).toEqual([]);
  });
}
