import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

// A frame is up to six attacks of thirty steps, and takes long on a busy machine.
test.describe.configure({ timeout: 120_000 });

test('the reader’s own digits join the measured curves, at every radius and before either judge', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('who-is-fooled');
  const right = figure.shell.getByRole('img', { name: /^Right, after the attack/ });
  await expect(right).toHaveAccessibleName(/At ε 2\.5: standard network \d+ %; robust network \d+ %$/);
  const standard = figure.shell.getByRole('list', { name: 'Digits altered for the standard network' });
  await expect(standard.getByRole('img')).toHaveCount(10);
  await figure.button('Run it').click();
  await figure.pauseAfter(2);
  await expect(standard.getByRole('img')).toHaveCount(1);
  await expect(right).toHaveAccessibleName(/standard network \d+ %, yours \d+ % of 1; robust/);
  await expect(figure.shell.getByRole('region', { name: 'Attacked: the standard network' })).toContainText(
    /Right on [01] of 1 at ε 2\.5\./,
  );
  const before = await pictures(standard);
  await figure.shell.getByRole('radio', { name: '3', exact: true }).press('Space');
  await expect(right).toHaveAccessibleName(/^Right, after the attack. At ε 3:/);
  expect(await pictures(standard)).not.toBe(before);
  await figure.shell.getByRole('radio', { name: /^the second/ }).press('Space');
  await expect(figure.shell.getByRole('img', { name: /the second judge reads the same/ })).toBeVisible();
  // Another look is no other run.
  expect(await figure.count()).toBeGreaterThanOrEqual(2);
  expect(await figure.link()).toMatch(/figure=who-is-fooled&eps=3&judge=second&frame=1#who-is-fooled$/);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('who-is-fooled-3.png');
});
