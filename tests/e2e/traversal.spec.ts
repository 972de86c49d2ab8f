import { readFile } from 'node:fs/promises';
import { axe, expect, test } from './fixtures';
import { drawFinger, FigurePage, pictures } from './figure-page';
import { encodesVideo, heldBy, playedTo } from './film-file';

const views = (figure: FigurePage) => figure.shell.locator('.views');

test('a finished traversal stands there before anything runs', async ({ page }) => {
  const figure = new FigurePage(page);
  const weights: string[] = [];
  page.on('request', (request) => request.url().includes('/weights/') && weights.push(request.url()));
  await figure.open('traversal');
  await figure.phase('idle');
  await expect(views(figure).locator('img')).toHaveCount(2);
  await expect(figure.shell.locator('.status')).toContainText(/after a download of \d\.\d MB, once/);
  expect(weights).toEqual([]);
});

test('run, pause, go on, reset and step work by mouse', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await figure.button('Run it').click();
  await figure.computed(5);
  await figure.button('Pause').click();
  await figure.phase('paused');
  await expect(figure.shell.locator('.status')).toContainText(/Paused at step \d+ of 300/);
  const paused = await figure.count();
  await figure.button('Go on').click();
  await figure.computed(paused + 5);
  await figure.button('Reset').click();
  await figure.phase('idle');
  expect(await figure.count()).toBe(0);
  await figure.button('Step').click();
  await figure.phase('paused');
  await figure.button('Step').click();
  await expect(figure.shell).toHaveAttribute('data-count', '2');
});

test('the same works by keyboard', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await figure.button('Run it').press('Enter');
  await figure.computed(8);
  await figure.button('Pause').press('Space');
  await figure.phase('paused');
  await figure.scrubber.press('Home');
  expect(await figure.shown()).toBe(0);
  await figure.scrubber.press('ArrowRight');
  await figure.scrubber.press('ArrowRight');
  expect(await figure.shown()).toBe(2);
  await expect(figure.scrubber).toHaveAttribute('aria-valuetext', 'step 2 of 300');
  await figure.button('Reset').press('Enter');
  await figure.phase('idle');
});

test('the robust network’s picture changes, step by step, and both are pictures of their own', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await figure.button('Step').click();
  await figure.phase('paused');
  const start = await pictures(views(figure));
  expect(new Set(start.split('|')).size).toBe(1);
  await figure.button('Go on').click();
  await figure.computed(20);
  await figure.button('Pause').click();
  const [standard, robust] = (await pictures(views(figure))).split('|');
  expect(standard).not.toBe(robust);
  expect(start).not.toContain(robust);
});

test('a link restores the exact frame', async ({ page, context }) => {
  const figure = new FigurePage(page);
  await figure.open('traversal', 'digit=3&pick=7&target=8&dx=1&dy=-2');
  await figure.button('Run it').click();
  await figure.computed(13);
  await figure.button('Pause').click();
  await figure.phase('paused');
  await figure.scrubber.fill('12');
  const link = await figure.link();
  expect(link).toMatch(/\/\?figure=traversal&digit=3&pick=7&dx=1&dy=-2&target=8&frame=12#traversal$/);
  const before = await pictures(views(figure));

  const second = new FigurePage(await context.newPage());
  await second.page.goto(link);
  const shell = second.page.locator('#traversal .shell');
  await shell.getByRole('button', { name: 'Run it' }).click();
  await expect(shell).toHaveAttribute('data-phase', 'paused', { timeout: 45_000 });
  await expect(shell).toHaveAttribute('data-shown', '12');
  expect(await pictures(shell.locator('.views'))).toBe(before);
});

for (const params of [
  'digit=99&target=-1&frame=1e9',
  'drawn=%3Cscript%3E&dx=NaN',
  'figure=attack&pick=9999&__proto__=1',
]) {
  test(`a hostile link falls back to the defaults: ${params}`, async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal', params);
    await expect(views(figure).locator('img')).toHaveCount(2);
    expect(await figure.link()).toMatch(/\/\?figure=traversal#traversal$/);
  });
}

test('every choice changes the start and the link', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  const from = figure.shell.getByRole('group', { name: 'Start from' });
  await from.getByRole('radio', { name: '7' }).press('Space');
  await figure.shell
    .getByRole('group', { name: 'Push towards' })
    .getByRole('radio', { name: '2' })
    .press('Space');
  await figure.shell.getByRole('button', { name: 'Another 7' }).click();
  await figure.more();
  await figure.shell.getByRole('slider', { name: 'Move right, in pixels' }).press('ArrowRight');
  await figure.shell.getByRole('slider', { name: 'Move down, in pixels' }).press('ArrowLeft');
  const link = await figure.link();
  for (const part of ['digit=7', 'target=2', 'dx=1', 'dy=-1', 'pick=']) expect(link).toContain(part);
  await figure.shell.getByRole('button', { name: 'Play a random one' }).click();
  await figure.computed(2);
  expect(await figure.link()).not.toContain('dx=');
});

test('a digit drawn with the mouse or with the keyboard becomes the start', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await figure.shell.getByRole('button', { name: 'Draw', exact: true }).click();
  await figure.shell.getByRole('button', { name: 'Clear' }).click();
  const pad = figure.shell.getByRole('application');
  const blank = await pictures(views(figure));
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 100, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => pictures(views(figure))).not.toBe(blank);
  const stroke = await pictures(views(figure));
  await pad.focus();
  await pad.press('Space');
  for (let i = 0; i < 4; i++) await pad.press('ArrowUp');
  await pad.press('Space');
  await expect.poll(() => pictures(views(figure))).not.toBe(stroke);
  expect(await figure.link()).toMatch(/drawn=[\w-]{523}/);
  await figure.button('Step').click();
  await figure.phase('paused');
  await figure.shell.getByRole('button', { name: 'Stop drawing' }).click();
  await figure.phase('idle');
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test('a finger draws a digit, and the page stays where it is', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await figure.shell.getByRole('button', { name: 'Draw', exact: true }).tap();
    await figure.shell.getByRole('button', { name: 'Clear' }).tap();
    const pad = figure.shell.getByRole('application');
    await pad.scrollIntoViewIfNeeded();
    const blank = await pictures(views(figure));
    const scrolled = await page.evaluate(() => scrollY);
    const box = (await pad.boundingBox())!;
    await drawFinger(page, [
      [box.x + 40, box.y + 110],
      [box.x + 50, box.y + 60],
      [box.x + 80, box.y + 20],
    ]);
    await expect.poll(() => pictures(views(figure))).not.toBe(blank);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    expect(await figure.link()).toMatch(/drawn=[\w-]{523}/);
    await figure.button('Step').tap();
    await figure.phase('paused');
  });
});

test('the film strip leads to its frames, and both films can be saved', async ({ page }) => {
  test.setTimeout(120_000);
  const figure = new FigurePage(page);
  await figure.open('traversal');
  const strip = figure.shell.getByRole('list', { name: /Film strip/ });
  await strip.getByRole('button', { name: 'Show frame 100' }).click();
  await expect(strip.getByRole('button', { name: 'Show frame 100' })).toHaveAttribute('aria-current', 'true');
  await figure.button('Run it').click();
  await figure.computed(52);
  await figure.button('Pause').click();
  await strip.getByRole('button', { name: 'Show frame 50' }).click();
  expect(await figure.shown()).toBe(50);

  const saved = async (button: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), figure.button(button).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile((await file.path())!) };
  };
  const png = await saved('Save film strip');
  expect([png.name, png.bytes.subarray(1, 4).toString()]).toEqual(['traversal-to-0.png', 'PNG']);
  const gif = await saved('Save film (GIF)');
  expect([gif.name, gif.bytes.subarray(0, 6).toString()]).toEqual(['traversal-to-0.gif', 'GIF89a']);
  expect(gif.bytes.length).toBeGreaterThan(5000);
});

test('the film can be saved as a video, which holds every second picture and shows the last', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('traversal');
  test.skip(!(await encodesVideo(page)), 'This browser encodes no video.');
  await figure.button('Run it').click();
  await figure.pauseAfter(11);
  const count = await figure.count();
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: 45_000 }),
    figure.button('Save film (video)').click(),
  ]);
  const [, ending] = /^traversal-to-0\.(mp4|webm)$/.exec(file.suggestedFilename())!;
  const bytes = await readFile((await file.path())!);
  const held = await heldBy(bytes);
  const frames = Math.ceil((count + 1) / 2);
  expect(held).toMatchObject({ frames, width: 348, height: 168 });
  expect(held.seconds).toBeCloseTo((frames - 1) * 0.04 + 1.5, 1);

  // What a reader of the file sees at its end is what the figure shows of its last step.
  await figure.scrubber.press('End');
  const shown = await views(figure)
    .locator('canvas')
    .evaluateAll((canvases) =>
      canvases.map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const context = (canvas as HTMLCanvasElement).getContext('2d')!;
        const { data } = context.getImageData(0, Math.floor(height / 2), width, 1);
        return [...data.filter((_, i) => i % 4 === 0)];
      }),
    );
  const played = await playedTo(page, bytes, `video/${ending}`, held.seconds - 0.1);
  const at = (net: number, x: number) => played[Math.round((net * 30 + 28 * x) * 6)]!;
  const off = shown.flatMap((row, net) =>
    [0.25, 0.5, 0.75].map((x) =>
      Math.abs(at(net, x + 0.5 / 28) - row[Math.floor(row.length * (x + 0.5 / 28))]!),
    ),
  );
  expect(Math.max(...off)).toBeLessThan(40);
});

test('leaving the screen pauses the run, and coming back goes on', async ({ page }) => {
  const figure = new FigurePage(page, '#traversal');
  await page.goto('/?figure=traversal#traversal');
  await figure.button('Run it').click();
  await figure.computed(3);
  await page.evaluate(() => window.scrollTo(0, 0));
  await figure.phase('paused');
  await figure.shell.scrollIntoViewIfNeeded();
  await figure.phase('running');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing in it hinders a screen reader, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = new FigurePage(page);
    await figure.open('traversal');
    await figure.button('Step').click();
    await figure.phase('paused');
    await figure.button('Share').click();
    await figure.shell.getByRole('button', { name: 'Draw', exact: true }).click();
    expect(await axe(page)).toEqual([]);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the picture is whole and nothing pretends to be a control', async ({ page }) => {
    await page.goto('/embed/traversal/');
    await expect(page.locator('.views img')).toHaveCount(2);
    await expect(page.locator('.strip img')).toHaveCount(14);
    await expect(page.getByRole('button', { name: 'Run it' })).toBeHidden();
  });
});
