import { openFigure } from '../figures/shell/open.ts';

/**
 * Words that act: where the figure stands on this page, it is set in place, and what runs elsewhere goes on. A link to
 * another part, a click that asks for a new tab, and a page whose figure is missing stay links.
 */
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.try') : null;
  const { figure = '', state = '' } = link?.dataset ?? {};
  if (!link || !openFigure(figure, state)) return;
  event.preventDefault();
});
