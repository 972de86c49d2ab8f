import type { Page } from '@playwright/test';
import { FigurePage } from './figure-page';

/** The choice of a content picture, in a figure that takes the reader's own; its buttons unfolded. */
export async function open(page: Page) {
  const figure = new FigurePage(page);
  await figure.open('classical');
  const place = figure.shell.getByRole('group', { name: 'Choose a content picture' });
  await place.getByRole('button', { name: 'Your own content picture' }).click();
  return { figure, place };
}

export type Place = Awaited<ReturnType<typeof open>>['place'];

/** The picture that is chosen there. */
export const chosen = (place: Place) => place.locator('input[type="radio"]:checked + img');
