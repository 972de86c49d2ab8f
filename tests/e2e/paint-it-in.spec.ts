import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { drawFinger, FigurePage, pictures } from './figure-page';

const surface = (page: Page, net: 'standard' | 'robust'): Locator =>
  page.locator(`[data-net=${net}] canvas.picture`);

/** A place on the picture, in shares of its sides, as it lies on the screen. */
async function placeOn(picture: Locator, x: number, y: number): Promise<readonly [number, number]> {
  await picture.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = (await picture.boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}

test('what the mouse has brushed is painted in both networks, kept below the next thing, and taken back', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('paint-it-in');
  await expect(page.getByText(/^It reads school bus/)).toHaveCount(2);
  await page.mouse.click(...(await placeOn(surface(page, 'robust'), 0.25, 0.7)));
  await expect(page.getByText(/^It reads/)).toHaveCount(0);
  await figure.shell.getByRole('radio', { name: 'goose' }).press('Space');
  await expect.poll(() => pictures(page.locator('.surface').last())).not.toMatch(/^0,0,0,0(,0)*\|/);
  const photograph = await pictures(page.locator('[data-net=robust] .surface'));
  await figure.button('Run it').click();
  await figure.pauseAfter(4);
  const painted = await pictures(page.locator('[data-net=robust] .surface'));
  expect(painted).not.toBe(photograph);
  expect(await pictures(page.locator('[data-net=standard] .surface'))).not.toBe(painted);
  const download = page.waitForEvent('download');
  await figure.button('Save picture').click();
  expect((await download).suggestedFilename()).toBe('goose-robust.png');

  await page.mouse.click(...(await placeOn(surface(page, 'standard'), 0.82, 0.2)));
  await figure.phase('idle');
  const canvas = async () =>
    (await pictures(page.locator('[data-net=robust] .surface'))).split('|')[0] === photograph.split('|')[0];
  expect(await canvas()).toBe(false);
  expect(await figure.link()).toMatch(/class=goose&mask=8\d\d-\d+-160(?!_)/);
  await expect(figure.shell.getByText(/holds the last thing alone/)).toBeVisible();
  await figure.button('Undo').click();
  expect(await canvas()).toBe(false);
  await figure.button('Undo').click();
  expect(await canvas()).toBe(true);
  expect(await figure.link()).toMatch(/mask=2\d\d-\d+-160(?!_)/);
});

test('the keyboard moves the brush, changes its size, puts it down and takes it back, and says so', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('paint-it-in', 'mask=');
  const robust = surface(page, 'robust');
  await robust.press('ArrowRight');
  const told = page.locator('[data-net=robust] .surface [role=status]');
  await expect(told).toHaveText('53 % from the left, 50 % from the top.');
  await robust.press('+');
  await expect(told).toHaveText('Radius 18 % of the picture.');
  await robust.press('Enter');
  expect(await figure.link()).toMatch(/mask=525-500-180/);
  await robust.press('Backspace');
  expect(await figure.link()).not.toMatch(/525-500/);
  await expect(figure.button('Undo')).toBeDisabled();
});

test('a thing is searched for by its name, and without a mask a run says what to do', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('paint-it-in', 'mask=');
  await figure.shell.getByRole('button', { name: 'All 118 things' }).click();
  await figure.shell.getByRole('searchbox', { name: 'Search for a thing' }).fill('TOUC');
  await expect(figure.shell.locator('.list label')).toHaveCount(1);
  await figure.shell.locator('.list').getByRole('radio', { name: 'toucan' }).press('Space');
  expect(await figure.link()).toMatch(/class=toucan/);
  await figure.button('Run it').click();
  await expect(page.getByRole('alert')).toHaveText(/brush over the picture first/);
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('one finger paints on the picture and does not move the page', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('paint-it-in', 'mask=');
    const robust = surface(page, 'robust');
    expect((await robust.boundingBox())!.width).toBeGreaterThan(300);
    const [x, y] = await placeOn(robust, 0.3, 0.7);
    const before = await page.evaluate(() => scrollY);
    await drawFinger(page, [
      [x, y],
      [x + 30, y - 40],
      [x + 60, y - 90],
    ]);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    expect(await figure.link()).toMatch(/mask=\d+-\d+-160_\d+-\d+-160/);
    await expect(figure.button('Paint it')).toBeVisible();
  });
});
