import { readFile } from 'node:fs/promises';
import { AttackPage } from './attack-page';
import { axe, expect, test } from './fixtures';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the finished picture is in the page', async ({ page }) => {
    await page.goto('/embed/attack/');
    await expect(page.locator('[data-net] img')).toHaveCount(8);
    await expect(page.locator('[data-net="standard"] .verdict')).toContainText(
      /^Fooled at step \d+: reads \d/,
    );
    await expect(page.locator('[data-net="robust"] .verdict')).toContainText(/^Still reads \d/);
    await expect(page.locator('[data-net="robust"] .sentence')).toContainText(/^Step 10 moves 0\.375/);
    await expect(page.getByRole('button', { name: 'Run it' })).toBeHidden();
  });
});

test('the same attack fools the standard network and not the robust one, inside the ball', async ({
  page,
}) => {
  const figure = new AttackPage(page);
  await figure.open('attack');
  await figure.run();
  await expect(figure.shell).toHaveAttribute('data-count', '11');
  const [standard, robust] = [figure.panel('standard'), figure.panel('robust')];
  await expect(standard).toHaveAttribute('data-fooled-at', /^\d+$/);
  await expect(robust).toHaveAttribute('data-fooled-at', '');
  for (const panel of [standard, robust]) {
    const size = Number(await panel.getAttribute('data-size'));
    expect(size).toBeGreaterThan(1.3);
    expect(size).toBeLessThanOrEqual(1.5001);
    await expect(panel).toHaveAttribute('data-map', 'whole', { timeout: 45_000 });
  }
  // Both slices say in words what they show.
  await expect(
    standard.getByRole('img', { name: /Slice of picture space.*a circle; regions read as/ }),
  ).toBeVisible();
  await expect(robust.getByText('On the ball’s edge')).toHaveCount(0);
});

test('stepping tells each step and its projection from its own numbers', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack');
  const sentence = figure.panel('robust').locator('.sentence');
  await figure.button('Step').press('Enter');
  await figure.phase('paused');
  await expect(sentence).toContainText('The attack starts from the digit itself');
  await figure.button('Step').press('Enter');
  await expect(figure.shell).toHaveAttribute('data-count', '2');
  await expect(sentence).toContainText(/^Step 1 moves 0\.375 up the loss and stays in the ball/);
  // The slice goes through the attack's end, which is computed ahead.
  await expect(figure.panel('robust')).toHaveAttribute('data-map', /partial|whole/);
  await expect(figure.point('robust')).toBeVisible();
  await figure.button('Go on').press('Space');
  await figure.phase('done');
  await expect(sentence).toContainText(
    /^Step 10 moves 0\.375 up the loss and leaves the ball \(‖δ‖₂ 1\.\d\d\); projecting brings it back to 1\.50/,
  );
  await figure.scrubber.press('Home');
  await expect(sentence).toContainText('The attack starts from the digit itself');
  await expect(figure.panel('standard')).toHaveAttribute('data-size', '0.0000');
  await figure.scrubber.press('ArrowRight');
  await expect(figure.scrubber).toHaveAttribute('aria-valuetext', 'step 1 of 10');
  await figure.button('Replay').click();
  await expect(figure.button('Stop')).toBeVisible();
  await figure.button('Stop').click();
  await figure.button('Reset').press('Enter');
  await figure.phase('idle');
  await expect(figure.panel('robust').locator('img')).toHaveCount(4);
});

test('every control changes the attack, and runs it anew once it has run', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack');
  await figure.run();
  let facts = await figure.facts();
  const changes = async (act: () => Promise<void>) => {
    await act();
    await expect.poll(() => figure.facts(), { timeout: 45_000 }).not.toEqual(facts);
    await figure.phase('done');
    facts = await figure.facts();
  };
  await changes(() => figure.button('Another 2').click());
  await changes(() => figure.shell.getByRole('radio', { name: '7' }).press('Space'));
  await changes(() => figure.control('Ball’s radius ε').press('PageUp'));
  await figure.more();
  await changes(() => figure.control('Steps').press('ArrowRight'));
  await expect(figure.shell).toHaveAttribute('data-count', '12');
  await changes(() => figure.control('Length of a step').press('PageUp'));
  await changes(() => figure.button('2.5 ε ∕ steps').press('Enter'));
  await changes(() => figure.shell.getByRole('checkbox', { name: 'Random start' }).press('Space'));
  await changes(() => figure.shell.getByRole('button', { name: /^Another start/ }).click());
  await figure.scrubber.press('Home');
  await expect(figure.panel('robust').locator('.sentence')).toContainText('a random point of the ball');
  await changes(() => figure.shell.getByRole('radio', { name: /largest pixel/ }).press('Space'));
  await expect(figure.panel('robust').locator('.sentence')).toContainText('moves every pixel by');
  await expect(figure.panel('robust').locator('polygon.ball')).toHaveCount(1);
});

test('a link restores attack, step and dragged pictures', async ({ page, context }) => {
  const figure = new AttackPage(page);
  await figure.open('attack', 'digit=4&pick=3&eps=2&steps=7&size=0.5&start=random&seed=11');
  await figure.run();
  await figure.scrubber.fill('5');
  await figure.point('robust').press('Shift+ArrowUp');
  await expect(figure.panel('robust')).toHaveAttribute('data-dragged', '');
  await expect(figure.panel('robust').locator('.sentence')).toContainText('Your point');
  const link = await figure.link();
  for (const part of [
    'digit=4',
    'pick=3',
    'eps=2',
    'steps=7',
    'size=0.5',
    'start=random',
    'seed=11',
    'step=5',
  ]) {
    expect(link).toContain(part);
  }
  expect(link).toMatch(/robust=-?[\d.]+%2C-?[\d.]+/);

  const second = new AttackPage(await context.newPage());
  await second.open('attack', new URL(link).search.replace('?figure=attack&', ''));
  await second.run();
  await expect(second.shell).toHaveAttribute('data-shown', '5');
  await expect(second.panel('robust')).toHaveAttribute('data-dragged', '');
  // A point is kept to a thousandth.
  const rounded = (facts: string[]) => facts.map((fact) => fact.replace(/(\.\d\d)\d+/g, '$1'));
  await expect.poll(async () => rounded(await second.facts())).toEqual(rounded(await figure.facts()));
});

for (const params of [
  'digit=10&pick=-1&norm=L3&eps=99&steps=0&size=-1&start=nowhere&seed=0&step=41',
  'eps=NaN&steps=1e3&size=Infinity&standard=1,2,3&robust=<script>',
  'norm=%00&seed=4294967296&digit=%F0%9F%92%A9&step=-1&__proto__=1',
  'step=40&size=&eps=',
]) {
  test(`a hostile link falls back to the defaults: ${params}`, async ({ page }) => {
    const figure = new AttackPage(page);
    await figure.open('attack', params);
    await expect(figure.panel('robust').locator('img')).toHaveCount(4);
    expect(await figure.link()).toMatch(/\/\?figure=attack#attack$/);
  });
}

test('what fits one norm does not fit the other', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack', 'norm=Linf&eps=3&size=1');
  expect(await figure.link()).toMatch(/\/\?figure=attack&norm=Linf#attack$/);
  await expect(figure.control('Ball’s radius ε')).toHaveValue('0.15');
});

test('the pictures can be saved', async ({ page }) => {
  const figure = new AttackPage(page);
  await figure.open('attack');
  await expect(figure.button('Save pictures')).toBeDisabled();
  await figure.run();
  const [file] = await Promise.all([page.waitForEvent('download'), figure.button('Save pictures').click()]);
  expect(file.suggestedFilename()).toBe('attack-on-a-2.png');
  const bytes = await readFile((await file.path())!);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(10_000);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing in it hinders a screen reader, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = new AttackPage(page);
    await figure.open('attack');
    expect(await axe(page)).toEqual([]);
    await figure.run();
    await expect(figure.panel('robust')).toHaveAttribute('data-map', 'whole', { timeout: 45_000 });
    expect(await axe(page)).toEqual([]);
  });
}

test('it fits a narrow phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const figure = new AttackPage(page);
  await figure.open('attack');
  await figure.run();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
