// What stands there before anything runs: the results computed in advance, and how they are chosen and compared.
import { bad } from '../picture-files.ts';
import { expect, test } from './fixtures';
import { drawFinger } from './figure-page';
import { openStyleTransfer, robust, short, standard } from './style-transfer-page';

test('a finished comparison stands there before anything runs', async ({ page }) => {
  const weights: string[] = [];
  page.on('request', (request) => request.url().includes('/weights/') && weights.push(request.url()));
  const figure = await openStyleTransfer(page);
  await figure.phase('idle');
  await expect(figure.compared.locator('img')).toHaveCount(2);
  for (const image of await figure.compared.locator('img').all()) {
    await expect(image).toHaveAttribute('src', /posters\/coarse-to-fine\//);
    expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(100);
  }
  expect((await figure.losses()).every((loss) => loss > 0)).toBe(true);
  await expect(figure.shell.locator('.status')).toContainText(/after a download of 2\.\d MB, once/);
  expect(weights).toEqual([]);
});

test('a run hides the results computed in advance and does not unpack them anew', async ({ page }) => {
  const figure = await openStyleTransfer(page, short(1));
  const files = figure.compared.locator('img');
  await files.evaluateAll((all) => all.forEach((file) => (file.dataset['first'] = '')));
  const addresses = () => files.evaluateAll((all) => all.map((file) => (file as HTMLImageElement).src));
  const before = await addresses();
  await figure.button('Step').click();
  await figure.phase('paused');
  await expect(figure.compared.locator('canvas')).toHaveCount(2);
  for (const file of await files.all()) await expect(file).toBeHidden();
  await figure.button('Reset').click();
  await expect(figure.compared.locator('img[data-first]')).toHaveCount(2);
  for (const file of await files.all()) await expect(file).toBeVisible();
  expect(await addresses()).toEqual(before);
});

test('the slider works by keyboard, from edge to edge', async ({ page }) => {
  const figure = await openStyleTransfer(page);
  await figure.slider.focus();
  await figure.slider.press('ArrowRight');
  await expect(figure.slider).toHaveValue('50.5');
  await figure.slider.press('Home');
  await expect(figure.slider).toHaveAttribute('aria-valuetext', /^0 % Standard ResNet, 100 % Robust ResNet$/);
  await expect(figure.side('left')).toHaveCSS('clip-path', /inset\(0px 100% 0px 0px\)|inset\(0px calc/);
  await figure.slider.press('End');
  await expect(figure.slider).toHaveValue('100');
  expect(await figure.link()).toContain('at=100');
});

test('a click puts the handle where it falls', async ({ page }) => {
  const figure = await openStyleTransfer(page);
  await figure.compared.scrollIntoViewIfNeeded();
  const box = (await figure.compared.boundingBox())!;
  for (const share of [0.02, 0.3, 0.98]) {
    await page.mouse.click(box.x + share * box.width, box.y + 0.7 * box.height);
    expect(Math.abs(Number(await figure.slider.inputValue()) - 100 * share)).toBeLessThan(1.5);
  }
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test('a finger drags the handle, and the pictures fill the width', async ({ page }) => {
    const figure = await openStyleTransfer(page);
    await figure.compared.scrollIntoViewIfNeeded();
    const box = (await figure.compared.boundingBox())!;
    expect(box.width).toBeGreaterThan(345);
    const y = box.y + box.height / 2;
    await drawFinger(page, [
      [box.x + box.width / 2, y],
      [box.x + box.width * 0.6, y],
      [box.x + box.width * 0.8, y],
    ]);
    expect(Math.abs(Number(await figure.slider.inputValue()) - 80)).toBeLessThan(5);
  });

  test('what a link has chosen is in sight, in rows that scroll', async ({ page }) => {
    const figure = await openStyleTransfer(page, 'preset=nets&style=mosaic');
    const [preset, style] = [figure.group('Compare'), figure.group('Style')];
    await expect(preset.locator('label:has(:checked)')).toBeInViewport({ ratio: 1 });
    await expect(style.locator('label:has(:checked)')).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});

test('side by side shows both whole, and the slider goes', async ({ page }) => {
  const figure = await openStyleTransfer(page);
  await figure.more();
  await figure.choose('Show them', 'side by side');
  await expect(figure.slider).toHaveCount(0);
  const [left, right] = await Promise.all(
    (['left', 'right'] as const).map((where) => figure.side(where).boundingBox()),
  );
  expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x);
  await expect(figure.side('left')).toHaveCSS('clip-path', 'none');
});

test('a preset puts its networks on the sides, and its options change them', async ({ page }) => {
  const figure = await openStyleTransfer(page);
  await figure.choose('Compare', 'One layer alone');
  await expect(figure.shell.locator('.head.left')).toContainText('relu2_x alone');
  await expect(figure.shell.locator('.head.right')).toContainText('relu5_x alone');
  await figure.choose('On the left', 'relu4_x');
  await expect(figure.shell.locator('.head.left')).toContainText('relu4_x alone');
  expect(await figure.link()).toMatch(/preset=layer&left=|left=[^&]*relu4_x\*100.*preset=layer/);
  await expect(figure.shell.locator('.status')).toContainText('1.2 MB');
  await figure.choose('Compare', 'The parameterisation trick against robustness');
  await expect(figure.shell.locator('.head.left')).toContainText('Fourier · transforms · Adam');
});

test('a hostile link falls back to the defaults', async ({ page }) => {
  const figure = await openStyleTransfer(
    page,
    'left=<script>&right=__proto__&content=../x&size=1e9&preset=toString&at=NaN',
  );
  expect(await figure.link()).toMatch(/\/\?figure=style-transfer#style-transfer$/);
});

test('it begins small, three times as long as at full size alone, which a link or the reader can ask for', async ({
  page,
}) => {
  const sides = `left=${robust}.iterations*1&right=${standard}.iterations*1`;
  const figure = await openStyleTransfer(page, `size=128&${sides}`);
  const steps = () => figure.shell.locator('.status');
  const wide = () => figure.compared.locator('canvas').first().getAttribute('width');
  await figure.button('Step').click();
  await figure.computed(1);
  await expect(steps()).toContainText(/of 6\b/);
  expect(await wide()).toBe('64');

  const alone = await openStyleTransfer(page, `size=128&coarseToFine=0&${sides}`);
  await alone.button('Step').click();
  await alone.computed(1);
  await expect(steps()).toContainText(/of 1\b/);
  expect(await wide()).toBe('128');
});

test('what is no picture ends in one sentence, and what was there stays', async ({ page }) => {
  const figure = await openStyleTransfer(page);
  await figure.upload('style', await bad['notes.png']!.make(), 'notes.png');
  await expect(figure.shell.getByRole('alert')).toHaveText(bad['notes.png']!.says);
  await expect(figure.group('Choose a style picture').getByRole('radio').first()).toBeVisible();
  await expect(figure.compared.locator('img')).toHaveCount(2);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the two pictures stand side by side and nothing pretends to be a control', async ({ page }) => {
    await page.goto('/embed/style-transfer/');
    const sides = page.locator('.compare .side');
    await expect(sides.locator('img')).toHaveCount(2);
    const [right, left] = await Promise.all((await sides.all()).map((side) => side.boundingBox()));
    expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x);
    await expect(page.getByRole('button', { name: 'Run it' })).toBeHidden();
    await expect(page.getByRole('slider')).toHaveCount(0);
    await expect(page.getByRole('radio').first()).toBeHidden();
  });
});
