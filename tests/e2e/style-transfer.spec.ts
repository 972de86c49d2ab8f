import { readFile } from 'node:fs/promises';
import { good } from '../picture-files.ts';
import { axe, expect, test } from './fixtures';
import { pictures } from './figure-page';
import {
  openStyleTransfer,
  robust,
  short,
  standard,
  StyleTransferPage,
  takeSmall,
} from './style-transfer-page';

// Each step of a run is a second of work for one processor, and more for a busy one.
test.describe.configure({ timeout: 180_000 });

test('both networks lower their losses on the same picture, each in its own way', async ({ page }) => {
  const figure = await openStyleTransfer(page, short(5));
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
  const figure = await openStyleTransfer(page, `${short(2)}&start=noise&seed=7`);
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
  await figure.more();
  await figure.shell.getByRole('button', { name: 'Another seed' }).click();
  expect(await runIt()).not.toBe(once);
});

test('a link restores every choice and the frame', async ({ page, context }) => {
  const figure = await openStyleTransfer(page, `${short(3)}&at=30&view=both&order=turns&styleWeight=3`);
  await figure.group('Choose a content picture').getByRole('radio').nth(3).press('Space');
  await figure.button('Run it').click();
  await figure.pauseAfter(5);
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
  await second.page.goto(`/embed/style-transfer/${new URL(link).search}`);
  await expect(second.page.locator('astro-island[ssr]')).toHaveCount(0);
  await second.button('Run it').click();
  await second.phase('paused');
  await expect(second.shell).toHaveAttribute('data-shown', '4');
  expect(await pictures(second.compared)).toBe(before);
});

test('in turns the right side waits for the left', async ({ page }) => {
  const figure = await openStyleTransfer(page, `${short(2)}&order=turns`);
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
  const figure = await openStyleTransfer(page, short(2));
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

test('a run can be cancelled at any moment and another begins at once', async ({ page }) => {
  const figure = await openStyleTransfer(page, short(50));
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
  const figure = await openStyleTransfer(page, short(2));
  await takeSmall(figure);
  await figure.more();
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
  // Its pixels went through bytes on the way, which a picture of few notices.
  expect(Math.abs((await figure.losses())[0]! / first! - 1)).toBeLessThan(0.02);
});

test('each picture is saved as a PNG of its full size', async ({ page }) => {
  const figure = await openStyleTransfer(page, short(1));
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
      26,
    ]);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing in it hinders a screen reader, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = await openStyleTransfer(page, short(1));
    await takeSmall(figure);
    await figure.button('Run it').click();
    await figure.phase('done');
    await figure.more();
    await figure.button('Your own style picture').click();
    await figure.button('Share').click();
    expect(await axe(page)).toEqual([]);
    await figure.choose('Compare', 'One layer alone');
    await figure.choose('Show them', 'side by side');
    expect(await axe(page)).toEqual([]);
  });
}
