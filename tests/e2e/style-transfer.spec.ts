import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { bad, good, large } from '../picture-files.ts';
import { axe, expect, test } from './fixtures';
import { drawFinger, FigurePage, pictures } from './figure-page';

const robust = 'cifar-resnet-robust-antialiased';
const standard = 'cifar-resnet-standard-antialiased';
/** A run small enough for one processor: a few steps of both networks at the smallest size. */
const short = (iterations: number) =>
  `size=128&left=${standard}.iterations*${iterations}&right=${robust}.iterations*${iterations}`;

// Each step of a run is a second of work for one processor, and more for a busy one.
test.describe.configure({ timeout: 180_000 });

class StyleTransferPage extends FigurePage {
  get compared() {
    return this.shell.locator('.compare');
  }
  get slider() {
    return this.shell.getByRole('slider', { name: /^Compare: / });
  }
  group(name: string) {
    return this.shell.getByRole('group', { name, exact: true });
  }
  choose(group: string, option: string | RegExp) {
    return this.group(group).getByRole('radio', { name: option }).press('Space');
  }
  /** The losses that stand below the two pictures. */
  async losses(): Promise<number[]> {
    const texts = await this.shell
      .locator('.numbers')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-loss')));
    return texts.map(Number);
  }
  /** What a side shows: its own pixels, or the name of a file. */
  side(where: 'left' | 'right') {
    return this.compared.locator(`.side.${where}`);
  }
  async upload(part: 'content' | 'style', file: Buffer, name = 'mine.png') {
    const input = this.group(`Choose a ${part} picture`).locator('input[type="file"]');
    await input.setInputFiles({ name, mimeType: 'image/png', buffer: file });
  }
}

/** A pair of few pixels, for what does not depend on the pictures: a strip of 128 x 16, and a small painting. */
async function takeSmall(figure: StyleTransferPage): Promise<void> {
  await figure.upload('content', await large(256, 32), 'strip.png');
  await figure.upload('style', await good['plain.png']!(), 'quarters.png');
  await expect(figure.shell.getByRole('radio', { name: 'strip.png' })).toBeChecked();
  await expect(figure.shell.getByRole('radio', { name: 'quarters.png' })).toBeChecked();
}

async function open(page: Page, params = ''): Promise<StyleTransferPage> {
  const figure = new StyleTransferPage(page);
  await figure.open('style-transfer', params);
  return figure;
}

test('a finished comparison stands there before anything runs', async ({ page }) => {
  const weights: string[] = [];
  page.on('request', (request) => request.url().includes('/weights/') && weights.push(request.url()));
  const figure = await open(page);
  await figure.phase('idle');
  await expect(figure.compared.locator('img')).toHaveCount(2);
  for (const image of await figure.compared.locator('img').all()) {
    await expect(image).toHaveAttribute('src', /posters\/style-transfer\//);
    expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(100);
  }
  expect((await figure.losses()).every((loss) => loss > 0)).toBe(true);
  await expect(figure.shell.locator('.status')).toContainText(/after a download of 2\.\d MB, once/);
  expect(weights).toEqual([]);
});

test('both networks lower their losses on the same picture, each in its own way', async ({ page }) => {
  const figure = await open(page, short(5));
  await figure.button('Step').click();
  await figure.phase('paused');
  const first = await figure.losses();
  const [left, right] = (await pictures(figure.compared)).split('|');
  expect(left).toBe(right);
  await figure.button('Go on').click();
  await figure.phase('done');
  await expect(figure.shell).toHaveAttribute('data-count', '6');
  const last = await figure.losses();
  last.forEach((loss, i) => expect(loss).toBeLessThan(0.7 * first[i]!));
  const after = (await pictures(figure.compared)).split('|');
  expect(new Set([left, ...after]).size).toBe(3);
  await expect(figure.shell.locator('.numbers').first()).toContainText(
    /Iteration 5 of 5, \d+ evaluations of \d+ ms/,
  );
  // Loss, content, and four layers of style, each with a line for either side.
  const charts = figure.group('Losses').locator('svg');
  await expect(charts).toHaveCount(6);
  for (const chart of await charts.all()) await expect(chart.locator('path')).toHaveCount(2);
  // The time of every size, as this device turned out.
  await expect(figure.shell.getByRole('radio', { name: /^512 (under|about) / })).toBeVisible();

  await figure.scrubber.press('Home');
  expect(await figure.losses()).toEqual(first);
  expect((await pictures(figure.compared)).split('|')).toEqual([left, right].reverse());
});

test('the same run comes out twice the same', async ({ page }) => {
  const figure = await open(page, `${short(2)}&start=noise&seed=7`);
  await takeSmall(figure);
  const runIt = async () => {
    await figure.button('Run it').click();
    await figure.phase('done');
    return pictures(figure.compared);
  };
  const once = await runIt();
  await figure.button('Reset').click();
  expect(await runIt()).toBe(once);
  await figure.button('Reset').click();
  await figure.shell.getByText('Advanced').click();
  await figure.shell.getByRole('button', { name: 'Another seed' }).click();
  expect(await runIt()).not.toBe(once);
});

test('the slider works by keyboard, from edge to edge', async ({ page }) => {
  const figure = await open(page);
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
  const figure = await open(page);
  const box = (await figure.compared.boundingBox())!;
  for (const share of [0.02, 0.3, 0.98]) {
    await page.mouse.click(box.x + share * box.width, box.y + 0.7 * box.height);
    expect(Math.abs(Number(await figure.slider.inputValue()) - 100 * share)).toBeLessThan(1.5);
  }
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test('a finger drags the handle, and the pictures fill the width', async ({ page }) => {
    const figure = await open(page);
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
    const figure = await open(page, 'preset=nets&style=mosaic');
    const [preset, style] = [figure.group('Compare'), figure.group('Style')];
    await expect(preset.locator('label:has(:checked)')).toBeInViewport({ ratio: 1 });
    await expect(style.locator('label:has(:checked)')).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});

test('side by side shows both whole, and the slider goes', async ({ page }) => {
  const figure = await open(page);
  await figure.choose('Show them', 'side by side');
  await expect(figure.slider).toHaveCount(0);
  const [left, right] = await Promise.all(
    (['left', 'right'] as const).map((where) => figure.side(where).boundingBox()),
  );
  expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x);
  await expect(figure.side('left')).toHaveCSS('clip-path', 'none');
});

test('a preset puts its networks on the sides, and its options change them', async ({ page }) => {
  const figure = await open(page);
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

test('a link restores every choice and the frame', async ({ page, context }) => {
  const figure = await open(page, `${short(3)}&at=30&view=both&order=turns&styleWeight=3`);
  await figure.group('Choose a content picture').getByRole('radio').nth(2).press('Space');
  await figure.button('Run it').click();
  await figure.computed(5);
  await figure.button('Pause').click();
  await figure.scrubber.fill('4');
  const link = await figure.link();
  for (const part of [
    'content=',
    'at=30',
    'view=both',
    'order=turns',
    'styleWeight=3',
    'frame=4',
    'iterations*3',
  ])
    expect(link).toContain(part);
  const before = await pictures(figure.compared);

  const second = new StyleTransferPage(await context.newPage());
  const alone = link.replace(/\/\?figure=style-transfer&/, '/embed/style-transfer/?').replace(/#.*$/, '');
  await second.page.goto(alone);
  await expect(second.page.locator('astro-island[ssr]')).toHaveCount(0);
  await second.button('Run it').click();
  await second.phase('paused');
  await expect(second.shell).toHaveAttribute('data-shown', '4');
  expect(await pictures(second.compared)).toBe(before);
});

test('a hostile link falls back to the defaults', async ({ page }) => {
  const figure = await open(
    page,
    'left=<script>&right=__proto__&content=../x&size=1e9&preset=toString&at=NaN',
  );
  expect(await figure.link()).toMatch(/\/\?figure=style-transfer#style-transfer$/);
});

test('in turns the right side waits for the left', async ({ page }) => {
  const figure = await open(page, `${short(2)}&order=turns`);
  await takeSmall(figure);
  await figure.button('Step').click();
  await figure.phase('paused');
  await expect(figure.side('left').locator('canvas')).toHaveCount(1);
  await expect(figure.side('right').locator('canvas')).toHaveCount(0);
  await expect(figure.shell.locator('.numbers').last()).toHaveText('Waits for the left side.');
  await figure.button('Go on').click();
  await figure.phase('done');
  await expect(figure.compared.locator('canvas')).toHaveCount(2);
});

test('a picture of the reader’s own is used, stays off the network, and is not in the link', async ({
  page,
}) => {
  const figure = await open(page, short(2));
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await figure.upload('content', await good['plain.png']!());
  await figure.upload('style', await good['plain.jpg']!(), 'brush.jpg');
  const mine = figure.group('Choose a content picture').getByRole('radio', { name: 'mine.png' });
  await expect(mine).toBeChecked();
  await figure.button('Run it').click();
  await figure.phase('done');
  // Its shape is kept: 96 x 64 grows to 128 x 85.
  const canvas = figure.side('right').locator('canvas');
  await expect(canvas).toHaveAttribute('width', '128');
  await expect(canvas).toHaveAttribute('height', '85');
  const link = await figure.link();
  expect(link).not.toContain('content=');
  await expect(figure.shell.getByText('A link cannot hold your own picture')).toBeVisible();
  expect(sent).toEqual([]);
});

test('what is no picture ends in one sentence, and what was there stays', async ({ page }) => {
  const figure = await open(page);
  await figure.upload('style', await bad['notes.png']!.make(), 'notes.png');
  await expect(figure.shell.getByRole('alert')).toHaveText(bad['notes.png']!.says);
  await expect(figure.group('Choose a style picture').getByRole('radio').first()).toBeVisible();
  await expect(figure.compared.locator('img')).toHaveCount(2);
});

test('a run can be cancelled at any moment and another begins at once', async ({ page }) => {
  const figure = await open(page, short(50));
  await takeSmall(figure);
  await figure.button('Run it').click();
  await figure.computed(2);
  await figure.button('Reset').click();
  await figure.phase('idle');
  await figure.button('Run it').click();
  await figure.computed(3);
  // A choice that asks for another picture ends the run too.
  await figure.group('Choose a style picture').getByRole('radio').nth(1).press('Space');
  await figure.phase('idle');
  expect(await figure.count()).toBe(0);
  await figure.button('Step').click();
  await figure.phase('paused');
});

test('settings reach the run: another network, other layers, the last result as a start', async ({
  page,
}) => {
  const figure = await open(page, short(2));
  await takeSmall(figure);
  await figure.shell.getByText('Advanced').click();
  const left = figure.group('On the left').last();
  await left.getByRole('combobox', { name: 'Network', exact: true }).selectOption(robust);
  await left.getByRole('checkbox', { name: 'relu2_x' }).uncheck();
  await left.getByLabel('Weight of relu5_x').press('ArrowRight');
  await left.getByLabel('Iterations').fill('2');
  await left.getByLabel('Iterations').press('Enter');
  await expect(figure.shell.getByRole('radio', { name: 'last result' })).toBeDisabled();
  await figure.button('Run it').click();
  await figure.phase('done');
  const [first] = await figure.losses();
  expect(await figure.link()).toContain(`left=${robust}.iterations*2.relu3_x*100.relu4_x*100.relu5_x*125`);
  await figure.choose('Start from', 'last result');
  await figure.phase('idle');
  await figure.button('Step').click();
  await figure.phase('paused');
  // Its pixels went through bytes on the way.
  expect((await figure.losses())[0]! / first!).toBeCloseTo(1, 2);
});

test('each picture is saved as a PNG of its full size', async ({ page }) => {
  const figure = await open(page, short(1));
  await takeSmall(figure);
  await figure.button('Run it').click();
  await figure.phase('done');
  for (const [where, model] of [
    ['left', standard],
    ['right', robust],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      figure.button(`Save ${where} picture`).click(),
    ]);
    expect(file.suggestedFilename()).toContain(`${model}.png`);
    const png = await readFile((await file.path())!);
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      'PNG',
      128,
      16,
    ]);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing in it hinders a screen reader, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = await open(page, short(1));
    await takeSmall(figure);
    await figure.button('Run it').click();
    await figure.phase('done');
    await figure.shell.getByText('Advanced').click();
    await figure.button('Your own style picture').click();
    await figure.button('Share').click();
    expect(await axe(page)).toEqual([]);
    await figure.choose('Compare', 'One layer alone');
    await figure.choose('Show them', 'side by side');
    expect(await axe(page)).toEqual([]);
  });
}

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
