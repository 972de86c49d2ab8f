import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

test('A tile of the atlas opens its unit live, by mouse and by keyboard', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('features', 'of=ten');
  const robust = figure.shell.getByRole('region', { name: 'The unit, drawn by the robust network' });
  await expect(robust).toContainText('From the atlas.');
  const atlas = figure.shell.getByRole('grid', { name: /^Atlas/ });
  await atlas.getByRole('button', { name: 'ship' }).click();
  await figure.pauseAfter(12);
  await expect(robust).toContainText(/It reads \w+, \d+ % sure\./);
  const ship = await pictures(robust);

  await atlas.getByRole('button', { name: 'ship' }).press('ArrowRight');
  await expect(atlas.getByRole('button', { name: 'truck' })).toBeFocused();
  await page.keyboard.press('Enter');
  await figure.pauseAfter(12);
  await expect(figure.shell.getByRole('combobox', { name: 'Which' })).toHaveValue('9');
  expect(await pictures(robust)).not.toBe(ship);
  expect(await figure.link()).toMatch(/figure=features&of=ten&unit=9&frame=\d+#features$/);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('truck.png');
});

test('The standard network draws plainly and with help; a picture is a start too, and its networks are told apart', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('features', 'of=ten&unit=4&start=swirls');
  for (const name of ['standard network', 'standard network with help', 'robust network'])
    await expect(
      figure.shell.getByRole('region', { name: `The unit, drawn by the ${name}`, exact: true }),
    ).toContainText('Not drawn yet');
  await expect(figure.shell.getByRole('radio', { name: 'a picture' })).toBeChecked();
  await figure.button('Run it').click();
  await figure.pauseAfter(4);
  const [plain, helped] = await Promise.all(
    ['standard network', 'standard network with help'].map((name) =>
      pictures(figure.shell.getByRole('region', { name: `The unit, drawn by the ${name}`, exact: true })),
    ),
  );
  expect(plain).not.toBe(helped);
  await figure.shell.getByRole('radio', { name: 'noise' }).press('Space');
  await expect(figure.shell.getByText('From the atlas.')).toHaveCount(1);
});

test('The scrubber ends where the run does, though a frame comes after every fourth step only', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('features', 'of=ten');
  await figure.button('Run it').click();
  await expect(figure.button('Replay')).toBeVisible({ timeout: 60_000 });
  const { value, max } = await figure.scrubber.evaluate(({ value, max }: HTMLInputElement) => ({
    value,
    max,
  }));
  expect([value, max]).toEqual(['25', '25']);
});
