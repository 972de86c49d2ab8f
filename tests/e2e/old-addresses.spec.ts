import { places } from '../../src/series/places.mjs';
import { expect, test } from './fixtures';

test.describe('an address from when the article was a single page', () => {
  for (const [part, held] of places()) {
    test(`leads to what it names in the part ${part}`, async ({ page }) => {
      // The first of each kind and the last; which part holds what is a matter of unit tests.
      const some = [held.at(0), held.find((id) => id.startsWith('bib-')), held.at(-1)];
      for (const id of some.filter((one) => one !== undefined)) {
        await page.goto('/?cover');
        await page.goto(`/#${id}`);
        await expect(page).toHaveURL(`/${part}/#${id}`);
      }
    });
  }

  test('keeps the state of its figure', async ({ page }) => {
    await page.goto('/?figure=traversal&digit=3&target=8#traversal');
    await expect(page).toHaveURL('/digits/?figure=traversal&digit=3&target=8#traversal');
    await expect(page.locator('#traversal')).toBeInViewport();
    await expect(page.locator('#traversal astro-island[ssr]')).toHaveCount(0);
    await page.locator('#traversal').getByRole('button', { name: 'Share' }).click();
    await expect(page.getByLabel('Link to exactly this')).toHaveValue(
      /\/digits\/\?figure=traversal&digit=3.*target=8#traversal$/,
    );
  });

  test('leads to its figure also without the jump', async ({ page }) => {
    await page.goto('/?figure=lens');
    await expect(page).toHaveURL('/why/?figure=lens#lens');
  });

  test('of a citation leads to its reference', async ({ page }) => {
    await page.goto('/#cite-madry2017-4');
    await expect(page).toHaveURL('/digits/#bib-madry2017');
  });

  test('is not in the way of going back', async ({ page }) => {
    await page.goto('/digits/');
    await page.goto('/#lens');
    await expect(page).toHaveURL('/why/#lens');
    await page.goBack();
    await expect(page).toHaveURL('/digits/');
  });

  test('leaves the cover’s own places alone', async ({ page }) => {
    for (const id of ['abstract', 'parts', 'how-to-cite', 'bibtex', 'nowhere']) {
      await page.goto('/?cover');
      await page.goto(`/#${id}`);
      await page.waitForTimeout(100);
      await expect(page).toHaveURL(`/#${id}`);
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it leads to the card of the part', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 600 });
    await page.goto('/#lens');
    await expect(page.locator('.card[data-part="why"]')).toBeInViewport();
  });
});
