import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

// A step of a network is a second of a busy machine.
test.describe.configure({ timeout: 120_000 });

test('what was computed in advance is scrubbed through, and another pair is another picture', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('effort');
  const painted = figure.shell.getByRole('region', { name: /Painted by the robust ResNet, CIFAR-10$/ });
  const words = painted.locator('p').last();
  await expect(painted.getByRole('img')).toHaveAttribute('src', /posters\/effort\/.*-robust\.webp/);
  const last = await words.textContent();
  const scrub = figure.shell.getByRole('slider', { name: /How far they have come/ });
  await expect(scrub).toHaveAttribute('aria-valuetext', '256 px, iteration 240 of 240');
  await scrub.press('ArrowLeft');
  await expect(scrub).toHaveAttribute('aria-valuetext', '256 px, iteration 120 of 240');
  expect(await words.textContent()).not.toBe(last);
  await scrub.press('Home');
  await expect(painted.getByRole('img')).not.toHaveAttribute('src', /effort/);
  const chart = figure.shell.getByRole('img', { name: /^Its own style loss\. standard ResNet, CIFAR-10 / });
  const before = await chart.getAttribute('aria-label');
  await figure.shell.getByRole('group', { name: 'What is painted' }).getByRole('radio').nth(1).press('Space');
  await expect(chart).not.toHaveAttribute('aria-label', before!);
  expect(await figure.link()).toMatch(/figure=effort&pair=[a-z-]+&at=0#effort$/);
});

test('a run draws its pictures and its loss among those', async ({ page }) => {
  const figure = new FigurePage(page);
  await figure.open('effort', 'frame=2');
  const loss = figure.shell.getByRole('img', { name: /^Its own style loss/ });
  await expect(loss.locator('.live')).toHaveCount(0);
  await figure.button('Run it').click();
  await figure.phase('paused');
  await expect(loss.locator('.live')).toHaveCount(2);
  await expect(figure.shell.locator('.painters canvas')).toHaveCount(2);
  await expect(figure.shell.getByRole('slider', { name: /How far they have come/ })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toMatch(/-2\.png$/);
});
