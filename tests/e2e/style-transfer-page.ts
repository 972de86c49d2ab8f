import type { Page } from '@playwright/test';
import { good, large } from '../picture-files.ts';
import { expect } from './fixtures';
import { FigurePage } from './figure-page';

export const robust = 'cifar-resnet-robust-antialiased';
export const standard = 'cifar-resnet-standard-antialiased';
/** A run small enough for one processor: a few steps of both networks at the smallest size alone. */
export const short = (iterations: number) =>
  `size=128&coarseToFine=0&left=${standard}.iterations*${iterations}&right=${robust}.iterations*${iterations}`;

/** The style transfer figure as its reader handles it. */
export class StyleTransferPage extends FigurePage {
  get compared() {
    return this.shell.locator('.compare');
  }
  get slider() {
    return this.shell.getByRole('slider', { name: /^Compare: / });
  }
  group(name: string) {
    return this.shell.getByRole('group', { name, exact: true });
  }
  choose(group: string, option: string | RegExp) {
    return this.group(group).getByRole('radio', { name: option }).press('Space');
  }
  /** The losses that stand below the two pictures. */
  async losses(): Promise<number[]> {
    const texts = await this.shell
      .locator('.numbers')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-loss')));
    return texts.map(Number);
  }
  /** What a side shows: its own pixels, or the name of a file. */
  side(where: 'left' | 'right') {
    return this.compared.locator(`.side.${where}`);
  }
  async upload(part: 'content' | 'style', file: Buffer, name = 'mine.png') {
    const input = this.group(`Choose a ${part} picture`).locator('input[type="file"]');
    await input.setInputFiles({ name, mimeType: 'image/png', buffer: file });
  }
}

/** A pair of few pixels, for what does not depend on the pictures: a strip of 128 x 26, and a small painting. */
export async function takeSmall(figure: StyleTransferPage): Promise<void> {
  await figure.upload('content', await large(160, 32), 'strip.png');
  await figure.upload('style', await good['plain.png']!(), 'quarters.png');
  await expect(figure.shell.getByRole('radio', { name: 'strip.png' })).toBeChecked();
  await expect(figure.shell.getByRole('radio', { name: 'quarters.png' })).toBeChecked();
}

/** Opens the figure on its own page. */
export async function openStyleTransfer(page: Page, params = ''): Promise<StyleTransferPage> {
  const figure = new StyleTransferPage(page);
  await figure.open('style-transfer', params);
  return figure;
}
