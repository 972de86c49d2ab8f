import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

test('the share panel copies the embed code', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = new FigurePage(page);
  await figure.open('traversal', 'target=9');
  await figure.button('Share').press('Enter');
  await figure.shell.getByRole('button', { name: 'Copy code' }).click();
  await expect(figure.shell.getByText('Embed code copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^<iframe src="http[^"]*\/embed\/traversal\/\?target=9"/,
  );
  const height = async () =>
    Number(/height="(\d+)"/.exec(await figure.shell.getByLabel('Embed').inputValue())?.[1]);
  const wide = await height();
  await figure.shell.getByLabel('Width of the frame').selectOption('360');
  expect(await height()).toBeGreaterThan(wide);
});
