import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** A live figure as its reader handles it. */
export class FigurePage {
  readonly shell: Locator;

  /** @param within where it stands, on a page that holds several figures */
  constructor(
    readonly page: Page,
    within = 'body',
  ) {
    this.shell = page.locator(`${within} .shell`).first();
  }

  /** Opens a figure on its own page and waits until its controls live. */
  async open(name: string, params = ''): Promise<void> {
    await this.page.goto(`/embed/${name}/${params ? `?${params}` : ''}`);
    await expect(this.page.locator('astro-island[ssr]')).toHaveCount(0);
  }

  button(name: string): Locator {
    return this.shell.getByRole('button', { name, exact: true });
  }

  /** Opens what the figure keeps for later. */
  async more(): Promise<void> {
    const closed = this.shell.locator('details.more:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
  }

  get scrubber(): Locator {
    return this.shell.getByRole('slider', { name: 'Frame' });
  }

  async phase(phase: 'idle' | 'running' | 'paused' | 'done' | 'failed'): Promise<void> {
    await expect(this.shell).toHaveAttribute('data-phase', phase, { timeout: 45_000 });
  }

  /** Frames computed so far. */
  async count(): Promise<number> {
    return Number(await this.shell.getAttribute('data-count'));
  }

  async shown(): Promise<number> {
    return Number(await this.shell.getAttribute('data-shown'));
  }

  /** Waits until so many frames, or more, are there. */
  async computed(frames: number, timeout = 45_000): Promise<void> {
    await expect.poll(() => this.count(), { timeout }).toBeGreaterThanOrEqual(frames);
  }

  /**
   * Presses Pause as soon as so many frames are there. It is the page that looks: a run of a few steps can end
   * between two looks from outside.
   */
  async pauseAfter(frames: number): Promise<void> {
    await this.shell.evaluate(
      (shell: HTMLElement, wanted) =>
        new Promise<void>((resolve, reject) => {
          const look = () => {
            if (Number(shell.dataset['count']) < wanted) return;
            observer.disconnect();
            const buttons = [...shell.querySelectorAll('button')];
            const pause = buttons.find((button) => button.textContent.trim() === 'Pause');
            if (!pause)
              return reject(new Error(`Expected a run to pause, got one that is ${shell.dataset['phase']}`));
            pause.click();
            resolve();
          };
          const observer = new MutationObserver(look);
          observer.observe(shell, { attributes: true });
          look();
        }),
      frames,
    );
    await this.phase('paused');
  }

  /** The link that Share offers. */
  async link(): Promise<string> {
    const share = this.button('Share');
    if ((await share.getAttribute('aria-expanded')) === 'false') await share.click();
    return this.shell.getByLabel('Link to exactly this').inputValue();
  }
}

/** Makes the GPU of a page whose engine runs go away: its worker answers Comlink's messages, and this is such a call. */
export async function loseDevice(page: Page): Promise<void> {
  await page.workers()[0]!.evaluate(() =>
    self.dispatchEvent(
      new MessageEvent('message', {
        data: { id: 'test', type: 'APPLY', path: ['loseDevice'], argumentList: [] },
      }),
    ),
  );
}

/** A place on the page, in CSS pixels from its visible corner. */
export type Place = readonly [number, number];

/** Draws one finger over the page from place to place, as a touch screen does. */
export async function drawFinger(page: Page, [start, ...places]: [Place, ...Place[]]): Promise<void> {
  const screen = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: Place[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(([x, y]) => ({ x, y })) });
  await touch('touchStart', start);
  for (const place of places) await touch('touchMove', place);
  // It rests before it lifts: a flick goes on by itself, and the next tap would do nothing but stop it.
  await page.waitForTimeout(150);
  await touch('touchMove', places.at(-1) ?? start);
  await touch('touchEnd');
  await screen.detach();
}

/** The pixels of every canvas in a place, as one text: equal texts are equal pictures. */
export function pictures(place: Locator): Promise<string> {
  return place.locator('canvas').evaluateAll((canvases) =>
    canvases
      .map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        return (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data.join();
      })
      .join('|'),
  );
}
