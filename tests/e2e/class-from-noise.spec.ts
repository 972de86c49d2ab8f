import { expect, test } from './fixtures';
import { FigurePage, pictures } from './figure-page';

test('every class is there as a picture; a run draws it live, and a link brings it back', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('class-from-noise');
  const drawn = (net: string) => figure.shell.getByRole('region', { name: `Drawn by the ${net} network` });
  await figure.shell.getByRole('radio', { name: 'ship' }).press('Space');
  await expect(drawn('robust').getByRole('img', { name: /ship/ })).toHaveAttribute(
    'src',
    /ship-cifar-vgg-robust/,
  );
  await figure.button('Run it').click();
  await figure.computed(8);
  await figure.button('Pause').click();
  await expect(drawn('standard')).toContainText(/It reads \w+ itself, \d+ % sure/);
  expect(await pictures(drawn('standard'))).not.toBe(await pictures(drawn('robust')));
  await figure.scrubber.press('Home');
  await figure.scrubber.press('ArrowRight');
  expect(await figure.link()).toMatch(/figure=class-from-noise&class=ship&frame=1#class-from-noise$/);
  const download = page.waitForEvent('download');
  await figure.button('Save pictures').click();
  expect((await download).suggestedFilename()).toBe('ship-from-noise.png');
});

test('what a link has set among the further choices is in sight, and not computed in advance', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('class-from-noise', 'class=dog&way=fourier&seed=3');
  await expect(figure.shell.getByRole('radio', { name: 'dog' })).toBeChecked();
  await expect(figure.shell.getByRole('spinbutton', { name: 'Noise number' })).toHaveValue('3');
  await expect(figure.shell.getByText('Not drawn yet: press Run it.')).toHaveCount(2);
});
