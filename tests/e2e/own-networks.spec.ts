import type { Page, Request } from '@playwright/test';
import { ownFile, ownFolder, type FilePayload } from '../own-files';
import { axe, expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

/** Where networks are brought, on a page or in a figure's menu. */
const place = (page: Page, within = 'body') =>
  page.locator(within).getByRole('group', { name: 'Bring your own network' });

async function bring(page: Page, files: FilePayload | FilePayload[], within = 'body') {
  await place(page, within).locator('input[data-takes=files]').setInputFiles(files);
}

/** Opens the menu of a figure's networks, where it is not open yet. */
async function openMenu(figure: FigurePage) {
  const button = figure.button('Networks');
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
}

const chooser = (figure: FigurePage, net: string) =>
  figure.shell.getByRole('combobox', { name: `${net} network`, exact: true });

/** Requests that carry something away. */
function watchUploads(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (/^http/.test(request.url()) && (request.method() !== 'GET' || request.postData())) sent.push(request);
  });
  return sent;
}

/** What a figure has come to after so many frames, as pixels. */
async function after(figure: FigurePage, frames: number) {
  await figure.button('Run it').click();
  await figure.pauseAfter(frames);
  const [first, last] = await Promise.all([figure.shown(), figure.count()]);
  expect(last).toBeGreaterThanOrEqual(frames);
  expect(first).toBeGreaterThan(0);
  await figure.scrubber.fill(String(frames - 1));
  return pictures(figure.shell);
}

test('digit networks of one’s own, from a folder’s files and from one file, push as the ones they are copies of', async ({
  page,
}) => {
  const sent = watchUploads(page);
  const figure = new FigurePage(page);
  await figure.open('traversal');
  const ours = await after(figure, 3);

  await openMenu(figure);
  await bring(page, await ownFolder('mnist-cnn-standard', 'My plain net'));
  await expect(place(page).getByRole('status')).toContainText('“My plain net” is here');
  await bring(page, await ownFile('mnist-cnn-robust', 'Mein Netz', { robust: true }));
  await expect(place(page).getByRole('status')).toContainText('“Mein Netz” is here');
  await expect(place(page).getByRole('listitem')).toHaveCount(2);
  await expect(place(page)).toContainText('Kept in this browser until you forget it.');

  await chooser(figure, 'Standard').selectOption('My plain net');
  await chooser(figure, 'Robust').selectOption('Mein Netz');
  await expect(figure.shell.getByRole('region', { name: 'Pushed by the standard network' })).toContainText(
    'In its place: My plain net',
  );
  expect(await after(figure, 3)).toBe(ours);
  expect(await figure.link()).toContain('nets=own-my-plain-net%2Cown-mein-netz');

  // The roles exchanged, it is another run.
  await chooser(figure, 'Standard').selectOption('Mein Netz');
  await chooser(figure, 'Robust').selectOption('My plain net');
  await figure.phase('idle');
  expect(await after(figure, 3)).not.toBe(ours);
  expect(await axe(page, '.shell')).toEqual([]);

  // Another page of the site finds them, a figure for pictures does not offer them, and what is forgotten is gone.
  await figure.open('traversal', 'nets=own-my-plain-net,own-mein-netz');
  await expect(chooser(figure, 'Robust')).toHaveValue('own-mein-netz');
  await expect(figure.shell.getByText('In its place: Mein Netz')).toBeVisible();
  expect(await after(figure, 3)).toBe(ours);
  await figure.open('near-twins');
  await openMenu(figure);
  await expect(place(page).getByRole('listitem')).toHaveCount(2);
  await expect(chooser(figure, 'Robust').getByRole('option')).toHaveText(['the article’s']);
  await place(page).getByRole('button', { name: 'Forget it: Mein Netz' }).press('Enter');
  await expect(place(page).getByRole('listitem')).toHaveCount(1);
  await expect(place(page).getByRole('button', { name: 'Choose files' })).toBeFocused();

  await figure.open('traversal', 'nets=own-my-plain-net,own-mein-netz');
  const problem = figure.shell.locator('.problem');
  await expect(problem).toContainText('This asks for a network that is not here, “own-mein-netz”');
  await figure.button('Run it').click();
  await expect(figure.shell.getByRole('alert')).toContainText(
    'Expected the network own-mein-netz to be here',
  );
  await problem.getByRole('button', { name: 'Use the article’s' }).click();
  await expect(problem).toHaveCount(0);
  expect(await after(figure, 3)).toBe(ours);
  expect(sent.map((request) => request.url())).toEqual([]);
});

test('what is no network is refused in a sentence, and what was there stays', async ({ page }) => {
  await page.goto('/networks/#bring-your-own-network');
  await expect(page.locator('.bring-networks astro-island[ssr]')).toHaveCount(0);
  const good = await ownFile('mnist-judge', 'Judge');
  await bring(page, good);
  await expect(place(page).getByRole('listitem')).toHaveCount(1);

  const alert = place(page).getByRole('alert');
  const refused = async (files: FilePayload | FilePayload[], sentence: string) => {
    await bring(page, files);
    await expect(alert).toContainText(sentence);
    await expect(place(page).getByRole('listitem')).toHaveCount(1);
  };
  await refused({ name: 'net.pt', mimeType: '', buffer: Buffer.from('PK') }, 'training/convert.py first');
  const cut = { ...good, buffer: good.buffer.subarray(0, -4) };
  await refused(cut, 'Expected the file to be a safetensors file with all of fc/bias');
  const folder = await ownFolder('cifar-resnet-standard', 'Mine');
  const shard = folder.find(({ name }) => name.endsWith('.bin'))!;
  shard.buffer = Buffer.from(shard.buffer);
  shard.buffer[1000]! ^= 1;
  await refused(folder, 'Expected group1-shard1of1.bin to have the SHA-256');
  expect(await axe(page, '.bring-networks')).toEqual([]);

  // A file is dropped on the place as well.
  const dropped = await page.evaluateHandle(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes!), (c) => c.charCodeAt(0))], name!));
      return data;
    },
    ['Dropped.safetensors', (await ownFile('mnist-second-judge', 'Dropped')).buffer.toString('base64')],
  );
  await place(page).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(place(page).getByRole('listitem')).toHaveCount(2);
  await expect(alert).toHaveCount(0);
});

test('networks for pictures play in the figures that they suit, with their own classes, after the worker has gone, too', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('near-twins');
  const ours = await after(figure, 2);
  await openMenu(figure);
  await bring(page, await ownFile('cifar-resnet-robust-antialiased', 'Twin'));
  await expect(place(page).getByRole('listitem')).toHaveCount(1);
  await chooser(figure, 'Robust').selectOption('Twin');
  expect(await after(figure, 2)).toBe(ours);
  // A new worker is told of it again.
  await figure.button('Reset').click();
  const [worker] = page.workers();
  await worker!.evaluate(() => self.close());
  await figure.button('Run it').click();
  await expect.poll(() => figure.shell.getAttribute('data-phase')).toMatch(/failed|running|done/);
  if ((await figure.shell.getAttribute('data-phase')) === 'failed') await figure.button('Restart').click();
  await figure.computed(2);

  const labels = ['eagle', 'beetle', 'wren', 'lynx', 'elk', 'wolf', 'newt', 'zebra', 'raft', 'tram'];
  await figure.open('class-from-noise');
  await openMenu(figure);
  await bring(page, await ownFile('cifar-vgg-robust', 'Named', { labels, robust: true }));
  await expect(place(page).getByRole('listitem')).toHaveCount(2);
  await chooser(figure, 'Robust').selectOption('Named');
  // Its classes are others than those of the article's: it plays both.
  await expect(chooser(figure, 'Standard')).toHaveValue('own-named');
  await figure.shell.getByRole('radio', { name: 'wolf' }).press('Space');
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  const robust = figure.shell.getByRole('region', { name: 'Drawn by the robust network' });
  await expect(robust).toContainText(new RegExp(`It reads (${labels.join('|')}), \\d+ % sure`));
});

test('style transfer takes a network of one’s own on either side', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('style-transfer', 'size=128');
  await openMenu(figure);
  await bring(page, await ownFile('cifar-resnet-robust-antialiased', 'Painter', { robust: true }));
  await expect(place(page).getByRole('listitem')).toHaveCount(1);
  await figure.shell.getByRole('combobox', { name: 'On the left', exact: true }).selectOption('Painter');
  await expect(figure.shell.locator('.head.left')).toContainText('Painter');
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  expect(await figure.link()).toContain('left=own-painter');
  await figure.open('style-transfer', 'size=128&left=own-painter');
  await expect(figure.shell.locator('.head.left')).toContainText('Painter');
  await figure.open('style-transfer', 'size=128&left=own-elsewhere');
  await expect(figure.shell.locator('.problem')).toContainText('not here, “own-elsewhere”');
  await figure.button('Use the article’s').click();
  await expect(figure.shell.locator('.problem')).toHaveCount(0);
});

test('a course’s list offers its networks in the menus, and a list that is wrong is a sentence', async ({
  page,
}) => {
  const list = (content: string) =>
    page.route('**/weights/course.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: content }),
    );
  await list('{"networks": [{"id": "mnist-second-judge", "title": "The course’s"}]}');
  const figure = new FigurePage(page);
  await figure.open('traversal');
  await openMenu(figure);
  await chooser(figure, 'Robust').selectOption('The course’s');
  await expect(place(page)).toContainText('Offered by this site’s host.');
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  expect(await figure.link()).toContain('nets=ours%2Cmnist-second-judge');
  await list('{"networks": 1}');
  await figure.open('traversal');
  await openMenu(figure);
  await expect(place(page)).toContainText(
    'Expected networks in weights/course.json to be a list of at most 100, got 1. Tell whoever hosts this site.',
  );
});
