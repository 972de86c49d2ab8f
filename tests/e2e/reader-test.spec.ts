import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

// A digit is altered in thirty steps.
test.describe.configure({ timeout: 120_000 });

test('digits are named by key or by button, and the score stands beside the networks’', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('reader-test', 'seed=2');
  await figure.button('Run it').press('Enter');
  await figure.computed(2);
  // Nobody has to look for the focus first.
  await expect(figure.shell.getByRole('group', { name: 'Question 1 of 20' })).toBeFocused();
  await expect(figure.shell.getByRole('img', { name: 'Digit 1, altered' })).toBeVisible();
  await page.keyboard.press('7');
  await expect(figure.shell).toHaveAttribute('data-answered', '1');
  await page.keyboard.press('Backspace');
  await expect(figure.shell).toHaveAttribute('data-answered', '0');
  await figure.button('3').click();
  await figure.computed(3);
  await figure.button('Cannot tell').press('Enter');
  await expect(figure.shell).toHaveAttribute('data-answered', '2');
  await figure.button('My score so far').click();
  await figure.phase('paused');
  const result = figure.shell.getByRole('group', { name: 'Your score' });
  await expect(result).toBeFocused();
  await expect(result.getByRole('row')).toHaveCount(6);
  await expect(result.getByRole('row', { name: /^You/ })).toContainText(/[01] of [12]/);
  await expect(result.getByRole('img', { name: /Was a \d\. You: [3–]\./ })).toHaveCount(2);
  // What was answered is in no link, and is gone with the next set.
  expect(await figure.link()).toMatch(/figure=reader-test&seed=2#reader-test$/);
  await figure.button('Twenty others').click();
  await expect(figure.shell).toHaveAttribute('data-answered', '0');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the sheet and its answers are in the page', async ({ page }) => {
    await page.goto('/embed/reader-test/');
    await expect(page.getByRole('img', { name: /^Digit \d+, altered$/ })).toHaveCount(20);
    await page.getByText('Answers to this sheet').click();
    await expect(page.getByText(/^A \d, altered for the robust network/).first()).toBeVisible();
  });
});
