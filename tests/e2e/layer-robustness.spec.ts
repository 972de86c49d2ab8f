import { expect, test } from './fixtures';
import { FigurePage } from './figure-page';

test('the worst perturbation moves a layer further than a random one, and the link leads on', async ({
  page,
}) => {
  const figure = new FigurePage(page);
  await figure.open('layer-robustness', 'net=cifar-resnet-standard-antialiased&frame=4');
  const reading = figure.shell.getByRole('region', { name: 'How far the layer moves' });
  await expect(reading.getByText('Not computed yet: press Run it.')).toBeVisible();
  await figure.button('Run it').click();
  await figure.phase('paused');
  const [random, worst, apart] = (await reading.locator('dd b').allTextContents()).map(Number);
  expect(worst).toBeGreaterThan(2 * random!);
  expect(apart).toBe(1);
  await expect(figure.shell.getByRole('img', { name: /Where relu3_x moves/ })).toBeVisible();
  const style = reading.getByRole('link', { name: 'What style transfer makes of relu3_x alone' });
  await expect(style).toHaveAttribute(
    'href',
    /\/embed\/style-transfer\/\?left=cifar-resnet-standard-antialiased&right=cifar-resnet-standard-antialiased\.relu3_x\*100/,
  );
  await figure.shell.getByRole('radio', { name: 'ResNet robust' }).press('Space');
  await expect(figure.shell.getByRole('radio', { name: 'relu3_x' })).toBeChecked();
  await figure.more();
  await figure.shell.getByRole('radio', { name: 'photographs, 84 px' }).press('Space');
  await expect(figure.shell.getByRole('radio', { name: '1.125' })).toBeChecked();
  expect(await figure.link()).toMatch(/net=photos-vgg-standard-small/);
});
