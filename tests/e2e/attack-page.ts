import type { Locator } from '@playwright/test';
import { expect } from './fixtures';
import { FigurePage, type Place } from './figure-page';

/** The attack figure: a panel for each net. */
export class AttackPage extends FigurePage {
  panel(net: 'standard' | 'robust'): Locator {
    return this.shell.locator(`[data-net="${net}"]`);
  }

  point(net: 'standard' | 'robust'): Locator {
    return this.panel(net).getByRole('slider', { name: /Picture on show/ });
  }

  /** The drawing of a net's slice. */
  slice(net: 'standard' | 'robust'): Locator {
    return this.panel(net).locator('.slice').last();
  }

  /** A place on the slice, x and y from 0 (left, top) to 1. To be asked for anew after each scroll. */
  async placeOf(net: 'standard' | 'robust', x: number, y: number): Promise<Place> {
    const slice = (await this.slice(net).boundingBox())!;
    return [slice.x + x * slice.width, slice.y + y * slice.height];
  }

  control(name: string): Locator {
    return this.shell.getByRole('slider', { name });
  }

  async run(): Promise<void> {
    await this.button('Run it').click();
    await this.phase('done');
    // The slice is known a moment later, and with it the point to drag.
    await expect(this.point('robust')).toBeVisible();
  }

  /** What the attack has come to: equal facts are equal attacks. */
  facts(): Promise<string[]> {
    return this.shell
      .locator('[data-net]')
      .evaluateAll((panels) =>
        panels.map((panel) =>
          [
            panel.getAttribute('data-reads'),
            panel.getAttribute('data-size'),
            panel.querySelector('.sentence')!.textContent.trim(),
          ].join(' '),
        ),
      );
  }
}
