import type { Page } from '@playwright/test';
import { drawFinger, FigurePage, type Place } from './figure-page';
import { expect, test } from './fixtures';

// Without a graphics processor two surfaces take their time.
test.describe.configure({ timeout: 120_000 });

// The coarsest grid: what is drawn of it is tested by its numbers, in the unit tests.
const small = 'side=25';

async function opened(page: Page): Promise<FigurePage> {
  const figure = new FigurePage(page);
  await figure.open('loss-landscape', small);
  return figure;
}

/** Until there is a first surface of both networks; it grows finer by itself. */
async function run(figure: FigurePage): Promise<FigurePage> {
  await figure.button('Run it').click();
  await expect(figure.shell.locator('.surfaces')).toHaveAttribute('data-drawn', /^[1-9]/, {
    timeout: 60_000,
  });
  return figure;
}

/** Keeps the contexts of WebGL that the page makes, so that a test can take them away. */
const keepContexts = (page: Page) =>
  page.addInitScript(() => {
    const kept: WebGL2RenderingContext[] = [];
    Object.assign(window, { kept });
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
      const context = (getContext as (...asked: unknown[]) => unknown).apply(this, asked);
      if (asked[0] === 'webgl2' && context) kept.push(context as WebGL2RenderingContext);
      return context;
    } as typeof getContext;
  });

test('two surfaces under one camera, by key, by button and by mouse, and what draws them comes with the press', async ({
  page,
}) => {
  const scenes: string[] = [];
  page.on('request', (request) => /\/scene\./.test(request.url()) && scenes.push(request.url()));
  const figure = await opened(page);
  expect(scenes).toEqual([]);
  const place = figure.shell.getByRole('application', { name: 'The two surfaces' });
  await expect(place).toHaveCount(0);
  await run(figure);
  await expect(place.locator('canvas')).toHaveCount(2);
  expect(scenes).toHaveLength(1);

  await place.press('ArrowRight');
  await place.press('ArrowUp');
  await place.press('+');
  await expect(figure.shell).toHaveAttribute('data-camera', '40 35 1.2');
  await expect(page.getByText('Turned by 40°, seen from 35° above, 120 % as large.')).toBeAttached();
  await figure.button('Turn to the left').click();
  await expect(figure.shell).toHaveAttribute('data-camera', '30 35 1.2');
  const box = (await place.locator('canvas').last().boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 - 20, { steps: 3 });
  await page.mouse.up();
  await expect(figure.shell).toHaveAttribute('data-camera', '60 25 1.2');
  expect(await figure.link()).toMatch(/side=25&turn=60&tilt=25&zoom=1\.2#/);
  // The wheel is the page's.
  const wheeled = await place.evaluate((element) =>
    element.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true, cancelable: true })),
  );
  expect(wheeled).toBe(true);
  await place.press('Home');
  await expect(figure.shell).toHaveAttribute('data-camera', '30 30 1');

  // The standard network's loss is a cliff, and the robust one's is not: in words, and in the table.
  const loss = (net: string) => figure.shell.locator(`[data-net="${net}"][data-loss]`);
  const lossOf = async (net: string) => Number(await loss(net).getAttribute('data-loss'));
  const end = await lossOf('standard');
  expect(end).toBeGreaterThan(100 * (await lossOf('robust')));
  await figure.shell.getByText('as a table').click();
  const edge = figure.shell.getByRole('row', { name: /^1\.50/ }).getByRole('cell');
  await expect(edge).toHaveText([/^\d/, /\d/, /\d/, /\d/]);
  await figure.scrubber.press('Home');
  await expect(loss('standard')).toContainText('where the attack begins');
  expect(await lossOf('standard')).toBeLessThan(end / 100);
});

test('without WebGL, or once it is lost, the same is there from above', async ({ page }) => {
  await keepContexts(page);
  const figure = await run(await opened(page));
  await expect(figure.shell).toHaveAttribute('data-view', 'surface');
  const contexts = () =>
    page.evaluate(() =>
      (window as unknown as { kept: WebGL2RenderingContext[] }).kept.map((gl) => gl.isContextLost()),
    );
  await expect.poll(contexts).toEqual([false]);
  await figure.shell.getByText('flat map').click();
  await expect(figure.shell.getByRole('img', { name: 'Surface of the robust network’s loss' })).toBeVisible();
  // What was drawn with is given back.
  expect(await contexts()).toEqual([true]);
  await figure.shell.getByText('surface', { exact: true }).click();
  await expect.poll(contexts).toEqual([true, false]);
  await page.evaluate(() =>
    (window as unknown as { kept: WebGL2RenderingContext[] }).kept[1]!.getExtension(
      'WEBGL_lose_context',
    )!.loseContext(),
  );
  await expect(figure.shell).toHaveAttribute('data-view', 'flat');
  await expect(figure.shell.getByRole('status').filter({ hasText: 'from above' })).toBeVisible();
  await figure.button('Try it as surfaces again').click();
  await expect.poll(contexts).toEqual([true, true, false]);
  await expect(figure.shell).toHaveAttribute('data-view', 'surface');
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test('a finger that goes up scrolls the page, and one that goes sideways turns the surfaces', async ({
    page,
  }) => {
    const figure = await run(await opened(page));
    const canvas = figure.shell.locator('canvas').first();
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await canvas.boundingBox())!;
    const at = (dx: number, dy: number): Place => [x + width / 2 + dx, y + height / 2 + dy];
    const scrolled = await page.evaluate(() => scrollY);
    await drawFinger(page, [at(0, 0), at(0, -40), at(0, -80), at(0, -120)]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
    await expect(figure.shell).toHaveAttribute('data-camera', '30 30 1');
    await canvas.scrollIntoViewIfNeeded();
    const [fromX, fromY] = await canvas.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    });
    await drawFinger(page, [
      [fromX!, fromY!],
      [fromX! + 20, fromY!],
      [fromX! + 50, fromY! + 2],
      [fromX! + 80, fromY! + 3],
    ]);
    await expect(figure.shell).toHaveAttribute('data-camera', '70 30 1');
  });
});
