import { AttackPage } from './attack-page';
import { drawFinger, type Place } from './figure-page';
import { expect, test } from './fixtures';

test('the picture can be dragged across the slice, and its reading follows', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack');
  await figure.run();
  const panel = figure.panel('standard');
  const attacked = await panel.getAttribute('data-reads');
  const label = await figure.panel('robust').getAttribute('data-reads');
  const at = (x: number, y: number) => figure.placeOf('standard', x, y);
  await figure.slice('standard').scrollIntoViewIfNeeded();
  await page.mouse.move(...(await at(0.8, 0.5)));
  await page.mouse.down();
  // The digit itself, left of the middle.
  await page.mouse.move(...(await at(0.36, 0.5)), { steps: 5 });
  await page.mouse.up();
  await expect(panel).toHaveAttribute('data-dragged', '');
  await expect(panel).toHaveAttribute('data-reads', label!);
  await expect(panel.locator('.sentence')).toContainText('Your point lies inside the ball');
  await panel.getByRole('button', { name: 'Back to the attack' }).click();
  await expect(panel).not.toHaveAttribute('data-dragged');
  await expect(panel).toHaveAttribute('data-reads', attacked!);
  // Scrubbing takes it back as well.
  await figure.slice('standard').scrollIntoViewIfNeeded();
  await page.mouse.click(...(await at(0.5, 0.2)));
  await expect(panel).toHaveAttribute('data-dragged', '');
  await figure.scrubber.press('ArrowLeft');
  await expect(panel).not.toHaveAttribute('data-dragged');
});

test('the same by keyboard, along the edge and anywhere', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack');
  await figure.run();
  const panel = figure.panel('standard');
  const point = figure.point('standard');
  const before = await point.getAttribute('aria-valuetext');
  await point.press('ArrowUp');
  await point.press('Shift+ArrowLeft');
  await expect(panel).toHaveAttribute('data-dragged', '');
  expect(await point.getAttribute('aria-valuetext')).not.toBe(before);
  await point.press('Home');
  await expect(panel).not.toHaveAttribute('data-dragged');
  const edge = panel.getByRole('slider', { name: 'Along the ball’s edge' });
  await edge.press('Home');
  await expect(edge).toHaveAttribute('aria-valuetext', /^-180°/);
  await expect(panel.locator('.sentence')).toContainText('Your point lies on the ball’s edge, ‖δ‖₂ 1.50');
  await edge.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuetext', /^-179°, reads \d/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test('a finger drags the picture by its handle', async ({ page }) => {
    const figure = new AttackPage(page);
    await figure.open('attack');
    await figure.run();
    const panel = figure.panel('standard');
    const label = await figure.panel('robust').getAttribute('data-reads');
    await figure.slice('standard').scrollIntoViewIfNeeded();
    const handle = (await figure.point('standard').boundingBox())!;
    const start: Place = [handle.x + handle.width / 2, handle.y + handle.height / 2];
    const scrolled = await page.evaluate(() => scrollY);
    // Upwards first, as one would scroll, then to the digit itself, left of the middle.
    const [x, y] = await figure.placeOf('standard', 0.36, 0.5);
    await drawFinger(page, [start, [start[0], start[1] - 50], [start[0], start[1] - 100], [x, y]]);
    await expect(panel).toHaveAttribute('data-dragged', '');
    await expect(panel).toHaveAttribute('data-reads', label!);
    await expect(panel.locator('.sentence')).toContainText('Your point lies inside the ball');
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  });

  test('a finger that swipes over the map scrolls the page, and one that taps it moves the picture', async ({
    page,
  }) => {
    const figure = new AttackPage(page);
    await figure.open('attack');
    await figure.run();
    const panel = figure.panel('standard');
    await figure.slice('standard').scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    const [x, y] = await figure.placeOf('standard', 0.3, 0.8);
    await drawFinger(page, [
      [x, y],
      [x, y - 40],
      [x, y - 80],
      [x, y - 120],
    ]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
    await expect(panel).not.toHaveAttribute('data-dragged');
    await figure.slice('standard').scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await figure.placeOf('standard', 0.3, 0.3)));
    await expect(panel).toHaveAttribute('data-dragged', '');
  });
});

test('a ball of no size leaves everything where it is', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack', 'eps=0');
  await figure.run();
  await expect(figure.panel('standard')).toHaveAttribute('data-size', '0.0000');
  await expect(figure.panel('standard')).toHaveAttribute('data-map', 'whole', { timeout: 45_000 });
});
