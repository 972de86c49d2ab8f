import sharp from 'sharp';
import type { Page } from '@playwright/test';
import { axe, expect, test } from './fixtures';
import { FigurePage } from './figure-page';

const painters = ['Strokes along edges', 'Spots', 'Texture transfer'] as const;
const panel = (figure: FigurePage, name: string) => figure.shell.getByRole('region', { name, exact: true });
const slider = (figure: FigurePage, name: string) => figure.shell.getByRole('slider', { name });

/** A painter's canvas as a PNG: equal texts are equal pictures. */
const paintingOf = (figure: FigurePage, name: string) =>
  panel(figure, name)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png'));

const paintingsOf = (figure: FigurePage) => Promise.all(painters.map((name) => paintingOf(figure, name)));

/** The bytes of a PNG or JPEG: of a file, or as it came from a canvas. */
const bytesOf = (picture: string) =>
  sharp(picture.startsWith('data:') ? Buffer.from(picture.split(',')[1]!, 'base64') : picture)
    .removeAlpha()
    .raw()
    .toBuffer();

/** The mean difference of two pictures' bytes. */
function difference(a: Buffer, b: Buffer): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

async function open(page: Page, params = ''): Promise<FigurePage> {
  const figure = new FigurePage(page);
  await figure.open('classical', params);
  await figure.more();
  return figure;
}

test('finished paintings stand there before anything runs', async ({ page }) => {
  const figure = await open(page);
  await figure.phase('idle');
  for (const name of painters) {
    const picture = panel(figure, name).locator('img');
    await expect(picture).toHaveAttribute('src', /posters\/classical-\w+\.jpg$/);
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(480);
  }
  await expect(figure.shell.locator('.status')).toHaveText('Computes on your processor, in a few seconds.');
});

test('the paintings stand there without a script, too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}embed/classical/`);
  await expect(page.locator('.shell .panels img')).toHaveCount(await page.locator('.panels section').count());
  await expect(page.getByRole('button', { name: 'Run it' })).toBeHidden();
  await context.close();
});

test('they paint part by part, and come to what the posters show', async ({ page }) => {
  const figure = await open(page);
  await figure.button('Run it').click();
  await figure.pauseAfter(3);
  const early = await paintingsOf(figure);
  await figure.button('Go on').click();
  await figure.phase('done');
  expect(await figure.count()).toBe(25);
  const finished = await paintingsOf(figure);
  await figure.shell.getByRole('button', { name: 'Another', exact: true }).click();
  await figure.phase('done');
  const another = await paintingsOf(figure);
  for (const [i, file] of ['strokes', 'spots', 'texture'].entries()) {
    expect(finished[i]).not.toBe(early[i]);
    const poster = await bytesOf(`public/posters/classical-${file}.jpg`);
    const [same, other] = [finished[i]!, another[i]!].map(async (one) =>
      difference(await bytesOf(one), poster),
    );
    // All that a JPEG loses is less than what another seed changes.
    expect(await same, `${file}: mean difference in bytes`).toBeLessThan(0.4 * (await other!));
  }
  await figure.scrubber.press('Home');
  expect(await figure.shown()).toBe(0);
  await figure.scrubber.press('ArrowRight');
  await expect(figure.scrubber).toHaveAttribute('aria-valuetext', 'part 1 of 24');
});

test('a slider repaints its own painting at once, and no other', async ({ page }) => {
  const figure = await open(page);
  await figure.button('Run it').click();
  await figure.phase('done');
  const before = await paintingsOf(figure);
  await slider(figure, 'Largest spot').press('ArrowRight');
  await figure.phase('done');
  const after = await paintingsOf(figure);
  const changed = painters.filter((_, i) => after[i] !== before[i]);
  expect(changed).toEqual(['Spots']);
  await expect(slider(figure, 'Largest spot')).toHaveAttribute('aria-valuetext', '9 px');
});

test('every choice is in the link, and the link paints the same', async ({ page, context }) => {
  test.slow();
  const figure = await open(page);
  await figure.shell.getByRole('radio', { name: 'Alpine Landscape' }).check({ force: true });
  await figure.shell
    .getByRole('group', { name: 'Style', exact: true })
    .getByRole('radio')
    .nth(2)
    .press('Space');
  for (const [name, key] of [
    ['Brush width', 'ArrowRight'],
    ['Stroke length', 'ArrowLeft'],
    ['Smoothing', 'ArrowRight'],
    ['Variety of size', 'ArrowLeft'],
    ['Scatter of colour', 'ArrowRight'],
    ['Fidelity to light', 'ArrowRight'],
    ['Neighbourhood', 'ArrowLeft'],
    ['Random tries', 'ArrowRight'],
  ] as const)
    await slider(figure, name).press(key);
  await figure.shell.getByRole('button', { name: 'Another', exact: true }).press('Enter');
  await figure.phase('done');
  const link = await figure.link();
  for (const part of [
    'content=alpine-landscape',
    'style=',
    'brush=6',
    'length=5',
    'smoothing=3',
    'variety=0.5',
    'scatter=0.25',
    'fidelity=0.5',
    'reach=1',
    'chances=3',
    'seed=2',
  ])
    expect(link).toContain(part);
  const painted = await paintingsOf(figure);

  const second = new FigurePage(await context.newPage());
  await second.open('classical', new URL(link).searchParams.toString());
  await second.button('Run it').click();
  await second.phase('done');
  expect(await paintingsOf(second)).toEqual(painted);
});

for (const params of [
  'content=../../etc&seed=-1',
  'brush=1e9&style=%3Cscript%3E',
  'length=NaN&reach=99&seed=99999',
]) {
  test(`a hostile link falls back to the defaults: ${params}`, async ({ page }) => {
    const figure = await open(page, params);
    expect(await figure.link()).toMatch(/\/\?figure=classical#classical$/);
    await expect(panel(figure, 'Spots').locator('img')).toHaveAttribute('src', /classical-spots/);
  });
}

test('a seed that is none is put back', async ({ page }) => {
  const figure = await open(page);
  const seed = figure.shell.getByRole('spinbutton', { name: 'Seed' });
  for (const nonsense of ['0', '', '123456']) {
    await seed.fill(nonsense);
    await seed.press('Enter');
    await seed.blur();
    await expect(seed).toHaveValue('1');
  }
});

test('a painting is saved as it is, pixel for pixel', async ({ page }) => {
  const figure = await open(page);
  await expect(figure.button('Save spots')).toBeDisabled();
  await figure.button('Run it').click();
  await figure.phase('done');
  const [download] = await Promise.all([page.waitForEvent('download'), figure.button('Save spots').click()]);
  expect(download.suggestedFilename()).toBe('nagasaki-boats-spots-1.png');
  const saved = await bytesOf(await download.path());
  expect(saved.equals(await bytesOf(await paintingOf(figure, 'Spots')))).toBe(true);
});

test('nothing keeps anybody out while it paints and when it has painted', async ({ page }) => {
  const figure = await open(page);
  await figure.button('Run it').click();
  await figure.computed(2);
  expect(await axe(page)).toEqual([]);
  await figure.phase('done');
  expect(await axe(page)).toEqual([]);
});
