import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';
import { good } from '../picture-files';

// A frame is eight steps of a network, and more than that of a busy machine.
test.describe.configure({ timeout: 120_000 });

test('one run computes every budget, and only the standard network comes near', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('near-twins', 'frame=8');
  const standard = figure.shell.getByRole('region', { name: 'Changed for the standard network' });
  const robust = figure.shell.getByRole('region', { name: 'Changed for the robust network' });
  await expect(standard.getByRole('img').first()).toHaveAttribute('src', /near-twins-standard-1\.png/);
  await figure.button('Run it').click();
  await figure.phase('paused');
  const distance = async (net: typeof standard) => Number(await net.locator('b').textContent());
  expect(await distance(standard)).toBeLessThan(0.6 * (await distance(robust)));
  const narrow = await pictures(robust);
  await figure.shell.getByRole('radio', { name: '4', exact: true }).press('Space');
  await figure.phase('paused');
  expect(await pictures(robust)).not.toBe(narrow);
  await expect(figure.shell.getByRole('img', { name: /How close can one get/ })).toHaveAccessibleName(
    /At ε 4: standard network 0\.\d\d in the median, 0\.\d\d for this pair; robust/,
  );
  expect(await figure.link()).toMatch(/figure=near-twins&eps=4&frame=8#near-twins$/);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('twins-march-pastoral-allium.png');
});

test('the reader’s own picture has a twin too, and pictures change places', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('near-twins', 'frame=1');
  const keep = figure.shell.getByRole('group', { name: 'Keep this picture' });
  await keep.getByRole('radio', { name: 'Allium ostrowskianum' }).press('Space');
  await expect(
    figure.shell
      .getByRole('group', { name: 'Make it this one' })
      .getByRole('radio', { name: 'A March Pastoral, Suffolk' }),
  ).toBeChecked();
  await expect(figure.shell.getByText('Not computed yet: press Run it.')).toHaveCount(2);
  await figure.button('Your own picture to keep').click();
  await figure.shell
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: await good['plain.png']!() });
  await expect(keep.getByRole('radio').first()).toBeChecked();
  await figure.button('Run it').click();
  await figure.computed(2);
  expect(await figure.link()).not.toMatch(/from=/);
  await expect(figure.shell.getByText('A link cannot hold your own picture')).toBeVisible();
});
