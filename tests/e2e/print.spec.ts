import { expect, test } from './fixtures';

test.describe('on paper', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`a page is black on white, also for a reader whose theme is ${theme}`, async ({ page }) => {
      await page.addInitScript((chosen) => localStorage.setItem('theme', chosen), theme);
      await page.goto('/style/');
      await page.emulateMedia({ media: 'print', colorScheme: theme });
      const look = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.documentElement);
        return {
          backgroundColor,
          color,
          ink: getComputedStyle(document.querySelector('#gram .ink')!).filter,
        };
      });
      expect(look).toEqual({
        backgroundColor: 'rgb(255, 255, 255)',
        color: 'rgb(0, 0, 0)',
        ink: 'none',
      });
    });
  }

  test('what is folded away is open, and what only a screen can use is not there', async ({ page }) => {
    await page.goto('/networks/');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/^ResNet, .* strided downsampling$/).first()).toBeVisible();
    for (const name of ['Parts', 'Contents', 'Previous and next part']) {
      await expect(page.getByRole('navigation', { name, exact: true })).toBeHidden();
    }
  });
});

test('the PDF is there, where the cover and the metadata say, tagged and not too large', async ({ page }) => {
  await page.goto('/');
  const link = page.getByRole('link', { name: 'All parts as a PDF' });
  const path = (await link.getAttribute('href'))!;
  const named = await page.locator('meta[name="citation_pdf_url"]').getAttribute('content');
  expect(new URL(named!).pathname).toBe(path);
  const answer = await page.request.get(path);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const body = await answer.body();
  expect(body.length).toBeLessThan(10_000_000);
  expect(body.toString('latin1')).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
  expect(body.toString('latin1')).toContain('/Outlines');
});

for (const [sheet, width, height] of [
  ['A4', 210, 297],
  ['Letter', 215.9, 279.4],
] as const) {
  test(`each figure fits on one sheet of ${sheet}, so that none is cut in two`, async ({ page }) => {
    // What print.css leaves between its margins, in CSS pixels.
    const [wide, tall] = [width - 40, height - 36].map((mm) => Math.floor((mm / 25.4) * 96)) as [
      number,
      number,
    ];
    await page.setViewportSize({ width: wide, height: tall });
    await page.emulateMedia({ media: 'print' });
    await page.goto('/whole/', { waitUntil: 'domcontentloaded' });
    const figures = await page.locator('.figure').evaluateAll((all) =>
      all.map((figure) => {
        const { width, height } = figure.getBoundingClientRect();
        return { id: figure.id, width, height };
      }),
    );
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.filter((figure) => figure.height > tall || figure.width > wide + 1)).toEqual([]);
  });
}
