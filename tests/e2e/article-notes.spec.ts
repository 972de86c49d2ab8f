import { expect, test } from './fixtures.ts';

const widths = [320, 390, 820, 1440];

test.describe('citations and footnotes', () => {
  test('numbers the references in the order in which the text cites them', async ({ page }) => {
    await page.goto('/digits/');
    const numbers = await page.locator('a[role="doc-biblioref"]').allTextContents();
    const firstSeen = [...new Set(numbers.map((text) => Number(/\d+/.exec(text)?.[0])))];
    const count = await page.locator('.references > li').count();
    expect(firstSeen).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  test('links every reference back to each place that cites it', async ({ page }) => {
    await page.goto('/digits/');
    const broken = await page.evaluate(() => {
      const cited = [...document.querySelectorAll<HTMLAnchorElement>('a[role="doc-biblioref"]')];
      return cited
        .filter((link) => !document.querySelector(`${link.hash} .back-links a[href="#${link.id}"]`))
        .map((link) => link.id);
    });
    expect(broken).toEqual([]);
  });

  test('links every footnote back to its mark', async ({ page }) => {
    await page.goto('/digits/');
    const marks = page.locator('a[role="doc-noteref"]');
    const notes = page.locator('.footnotes > li');
    expect(await marks.count()).toBe(await notes.count());
    await page.locator('#footnote-1 .back-links a').click();
    await expect(page).toHaveURL(/#footnote-ref-1$/);
  });

  test('shows a citation on hover, keeps it while the pointer is on the card, then closes', async ({
    page,
  }) => {
    await page.goto('/digits/');
    const card = page.locator('.hover-card');
    await page.locator('#cite-madry2017-1').hover();
    await expect(card).toContainText('Towards deep learning models resistant to adversarial attacks');
    await card.hover();
    await page.waitForTimeout(400);
    await expect(card).toBeVisible();
    await page.mouse.move(5, 5);
    await expect(card).toBeHidden();
  });

  test('shows a citation on keyboard focus, lets the Tab key into the card, and closes on Escape', async ({
    page,
  }) => {
    await page.goto('/digits/');
    const link = page.locator('#cite-madry2017-1');
    const card = page.locator('.hover-card');
    await page.keyboard.press('Tab');
    await link.focus();
    await expect(card).toBeVisible();
    await expect(link).toHaveAccessibleDescription(/Madry/);
    await page.keyboard.press('Tab');
    await expect(card.getByRole('link')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await expect(link).toBeFocused();
  });

  test('closes the card when the focus moves on', async ({ page }) => {
    await page.goto('/digits/');
    const card = page.locator('.hover-card');
    await page.keyboard.press('Tab');
    await page.locator('#cite-madry2017-1').focus();
    await expect(card).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(card).not.toContainText('Towards deep learning models');
  });

  test('leads to the list on a click', async ({ page }) => {
    await page.goto('/digits/');
    await page.locator('#cite-madry2017-1').click();
    await expect(page).toHaveURL(/#bib-madry2017$/);
    await expect(page.locator('#bib-madry2017')).toBeInViewport();
    await expect(page.locator('.hover-card')).toBeHidden();
  });

  for (const width of widths) {
    test(`keeps every card inside a window of ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 700 });
      await page.goto('/digits/');
      const card = page.locator('.hover-card');
      const notes = await page.locator('a[data-note]').all();
      const apart = Math.ceil(notes.length / 8);
      for (const link of notes.filter((_, i) => i % apart === 0)) {
        await link.scrollIntoViewIfNeeded();
        await link.hover();
        await expect(card).toBeVisible();
        const box = await card.boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(700);
      }
    });
  }
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('opens a card on a tap instead of leaving, and closes it on a tap elsewhere', async ({ page }) => {
    await page.goto('/digits/');
    const card = page.locator('.hover-card');
    await page.locator('#footnote-ref-1').tap();
    await expect(card).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
    await page
      .locator('.prose p')
      .first()
      .tap({ position: { x: 4, y: 4 } });
    await expect(card).toBeHidden();
  });
});
