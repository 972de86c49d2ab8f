import type { Page } from '@playwright/test';

/** What can be pressed, and the label that is pressed in its place. */
const pressed = 'button, select, summary, input:not([type="hidden"]), [role="slider"]';

/**
 * What is smaller than a finger, as "Run it: 88 x 36".
 * @param least pixels that both sides must have
 * @param without what cannot be so large, as a selector: the cells of a matrix
 */
export const tooSmall = (page: Page, least: number, without = ':not(*)') =>
  page.evaluate(
    ([pressed, least, without]) => {
      const small: string[] = [];
      for (const control of document.querySelectorAll(`main :is(${pressed})`)) {
        if (control.closest(without)) continue;
        const hidden = control.matches('.visually-hidden, [type="checkbox"], [type="radio"]');
        const target = (hidden && control.closest('label')) || control;
        const { width, height } = target.getBoundingClientRect();
        if (width === 0 || !target.checkVisibility({ visibilityProperty: true })) continue;
        const name = (control.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 40);
        if (Math.min(width, height) < least - 0.5)
          small.push(
            `${name || control.outerHTML.slice(0, 80)}: ${Math.round(width)} x ${Math.round(height)}`,
          );
      }
      return [...new Set(small)];
    },
    [pressed, least, without] as const,
  );

/** Where pictures, drawings, sliders and the networks' columns stand, relative to their figure. */
export const places = (page: Page) =>
  page.evaluate(() => {
    const figure = document.querySelector('main figure')!.getBoundingClientRect();
    const parts = document.querySelectorAll(
      'main :is(canvas, img, svg, svg *, input[type="range"], [data-net], math, math *)',
    );
    return [...parts].map((part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      const place = [left - figure.left, top, width, height].map((side) => Math.round(side)).join(' ');
      return `${part.tagName.toLowerCase()} ${place}`;
    });
  });

/** Radio buttons and switches whose being chosen cannot be seen, and shades that have become one. */
export async function sameInForcedColours(page: Page): Promise<string[]> {
  const looks = () =>
    page.evaluate(() => {
      const look = (element: Element) => {
        const { backgroundColor, color, outline, border, backgroundImage } = getComputedStyle(element);
        const paper = getComputedStyle(document.documentElement).backgroundColor;
        // What is transparent shows the paper.
        const ground = backgroundColor.endsWith(', 0)') ? paper : backgroundColor;
        return [ground, color, outline, border, backgroundImage].join(' ');
      };
      const groups: Record<string, { on: string[]; off: string[] }> = {};
      for (const input of document.querySelectorAll<HTMLInputElement>(
        'main input.visually-hidden:is([type="radio"], [type="checkbox"]):enabled',
      )) {
        const shown = input.nextElementSibling;
        if (!shown || !shown.checkVisibility({ visibilityProperty: true })) continue;
        const group = (groups[`radio ${input.name}`] ??= { on: [], off: [] });
        group[input.checked ? 'on' : 'off'].push(look(shown));
      }
      for (const button of document.querySelectorAll('main [aria-pressed], main [aria-checked]')) {
        if (!button.checkVisibility({ visibilityProperty: true })) continue;
        const on = button.matches('[aria-pressed="true"], [aria-checked="true"]');
        const group = (groups[`pressed ${button.parentElement!.className}`] ??= { on: [], off: [] });
        group[on ? 'on' : 'off'].push(look(button));
      }
      const shades: Record<string, number> = {};
      for (const parent of document.querySelectorAll('main :is(div, span, tr, tbody, g, svg)')) {
        const children = [...parent.children];
        const grounds = children.map((child) => getComputedStyle(child).backgroundColor);
        shades[`${parent.tagName} ${parent.className}`] = new Set(grounds).size;
      }
      const bars = [...document.querySelectorAll<HTMLElement>('main [style*="%"]')]
        .filter((bar) => /(height|width|inline-size|block-size): *\d/.test(bar.style.cssText))
        .map((bar) => ({
          name: bar.className || bar.tagName,
          ground: getComputedStyle(bar).backgroundColor,
        }));
      const paper = getComputedStyle(document.documentElement).backgroundColor;
      return { groups, shades, bars, paper };
    });
  await page.emulateMedia({ forcedColors: 'none' });
  const before = await looks();
  await page.emulateMedia({ forcedColors: 'active' });
  const { groups, shades, bars, paper } = await looks();
  await page.emulateMedia({ forcedColors: 'none' });
  const same = Object.entries(groups)
    .filter(([, { on, off }]) => on.some((one) => off.includes(one)))
    .map(([name]) => `${name}: chosen as unchosen`);
  const flat = Object.entries(before.shades)
    .filter(([name, count]) => count > 3 && (shades[name] ?? 0) <= 3)
    .map(([name, count]) => `${name}: ${count} shades have become ${shades[name]}`);
  const gone = bars
    .filter(({ ground }, i) => ground === paper && before.bars[i]?.ground !== before.paper)
    .map(({ name }) => `${name}: a bar that is not there`);
  return [...new Set([...same, ...flat, ...gone])];
}
