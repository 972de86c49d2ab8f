import { expect, test } from './fixtures';
import { drawFinger, FigurePage, pictures } from './figure-page';

test('a sketch and a class are chosen by keyboard, drawn on by keyboard, and finished', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('finish-my-drawing');
  const { shell } = figure;
  const robust = shell.getByRole('region', { name: 'Finished by the robust network' });
  await expect(robust.getByRole('img')).toHaveAttribute('src', /automobile-cifar-vgg-robust/);
  await shell.getByRole('radio', { name: 'horse' }).first().press('Space');
  await expect(
    shell.getByRole('group', { name: /^Finish it as/ }).getByRole('radio', { name: 'horse' }),
  ).toBeChecked();
  const pad = shell.getByRole('application');
  await expect(pad).toHaveAccessibleDescription(
    /the sketch of a horse, and 0 marks of yours.* at 32 by 32 pixels/,
  );
  const before = await pictures(shell.locator('.seen'));
  await pad.focus();
  for (const key of ['Space', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'Space']) await pad.press(key);
  await expect(pad).toHaveAccessibleDescription(/and 1 marks of yours/);
  expect(await pictures(shell.locator('.seen'))).not.toBe(before);
  await expect(robust).toContainText('Not finished yet: press Run it.');
  await figure.button('Run it').click();
  await figure.pauseAfter(4);
  await expect(robust).toContainText(/It reads \w+, \d+ % sure/);
  expect(await figure.link()).toMatch(/class=horse&sketch=horse&drawn=[\w-]+&frame=\d+/);
  await figure.button('Undo').click();
  await expect(pad).toHaveAccessibleDescription(/and 0 marks of yours/);
  expect(await pictures(shell.locator('.seen'))).toBe(before);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('one draws on the pad without moving the page, and scrolls beside it', async ({ page }) => {
    const figure = new FigurePage(page);
    await figure.open('finish-my-drawing', 'sketch=none&class=ship');
    const pad = figure.shell.getByRole('application');
    await figure.shell.getByRole('radio', { name: 'shape' }).press('Space');
    await pad.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const { x, y, width, height } = (await pad.boundingBox())!;
    expect(width).toBeGreaterThan(300);
    const blank = await pictures(figure.shell.locator('.seen'));
    const top = () => page.evaluate(() => scrollY);
    const start = await top();
    await drawFinger(page, [
      [x + 0.2 * width, y + 0.8 * height],
      [x + 0.5 * width, y + 0.3 * height],
      [x + 0.8 * width, y + 0.8 * height],
    ]);
    expect(await top()).toBe(start);
    await expect(pad).toHaveAccessibleDescription(/nothing, and 1 marks of yours/);
    expect(await pictures(figure.shell.locator('.seen'))).not.toBe(blank);
    await drawFinger(page, [
      [x + width / 2, y - 20],
      [x + width / 2, y - 60],
      [x + width / 2, y - 120],
    ]);
    expect(await top()).not.toBe(start);
    await figure.button('Clear').click();
    expect(await pictures(figure.shell.locator('.seen'))).toBe(blank);
  });
});
