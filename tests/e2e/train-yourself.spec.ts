import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

const net = (figure: FigurePage, name: string) =>
  figure.shell.getByRole('region', { name: `What the ${name} network has learned` });

test('two networks begin as one and come apart; ε turns on the way; a link and a file bring them back', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('train-yourself', 'width=8&epochs=1');
  const [standard, robust] = [net(figure, 'standard'), net(figure, 'robust')];
  await expect(standard.getByText('Not measured yet')).toBeVisible();
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  await expect(figure.shell.locator('.status')).toContainText(
    /^Paused: epoch 0\.\d of 1, \d+ digits for each/,
  );
  await expect(robust.locator('.accuracy')).toHaveAttribute('data-attacked', /^\d/);
  expect(await pictures(robust)).not.toBe(await pictures(standard));
  await figure.scrubber.press('Home');
  expect(await pictures(robust)).toBe(await pictures(standard));

  const eps = figure.shell.getByRole('slider', { name: 'The robust one learns inside ε' });
  await eps.press('End');
  await expect(figure.shell).toHaveAttribute('data-phase', 'paused');
  await expect(figure.shell.locator('.choices > .note')).toContainText(/turned to 3 after \d\.\d+ epochs/);
  const paused = await figure.count();
  await figure.button('Step').click();
  await figure.scrubber.press('End');
  await figure.button('Step').click();
  await figure.computed(paused + 1);
  expect(await figure.link()).toMatch(/width=8&epochs=1&turns=\d%3A3&frame=\d#train-yourself$/);

  const download = page.waitForEvent('download');
  await figure.button('Save networks').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('my-networks.safetensors');
  const bytes = await readFile((await file.path())!);
  expect(bytes.toString('latin1')).toContain('"robust/conv1/kernel":{"dtype":"F32","shape":[4,4,1,8]');
  await figure.button('Reset').click();
  const choose = figure.shell.locator('input[type=file]');
  await choose.setInputFiles({ name: 'mine.safetensors', mimeType: '', buffer: bytes });
  await expect(figure.shell.getByText('The next run begins with the networks from your file.')).toBeVisible();
  await choose.setInputFiles({ name: 'note.txt', mimeType: '', buffer: Buffer.from('hello, no tensors') });
  await expect(figure.shell.getByRole('alert')).toContainText('Expected the file to be a safetensors file');
});

test('what the reader has trained pushes digits and is attacked in the figures above', async ({ page }) => {
  await page.goto('/digits/?figure=train-yourself&width=8&epochs=1#train-yourself');
  const figure = new FigurePage(page, '#train-yourself');
  await expect(page.locator('#train-yourself astro-island[ssr]')).toHaveCount(0);
  await expect(figure.button('Push a 5 to a 0 with them')).toBeDisabled();
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  await figure.button('Push a 5 to a 0 with them').click();
  const traversal = new FigurePage(page, '#traversal');
  await traversal.computed(3);
  await traversal.button('Pause').click();
  await expect(traversal.shell.getByRole('combobox', { name: 'Robust network' })).toHaveValue('yours');
  expect(await traversal.link()).toContain('nets=yours');
});
