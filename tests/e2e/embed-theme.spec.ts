import { expect, test } from './fixtures';

const paper = () => getComputedStyle(document.documentElement).getPropertyValue('--paper');

test('the page that holds a figure says whether it is light or dark, whatever the reader chose here', async ({
  page,
}) => {
  await page.goto('/embed/overlap/');
  const light = await page.evaluate(paper);
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  await page.goto('/embed/overlap/?theme=light');
  expect(await page.evaluate(paper)).toBe(light);
  await page.goto('/embed/overlap/?theme=auto');
  expect(await page.evaluate(paper)).toBe(light);
  await page.goto('/embed/overlap/?theme=dark');
  expect(await page.evaluate(paper)).not.toBe(light);
});
