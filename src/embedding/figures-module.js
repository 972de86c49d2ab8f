/**
 * The figures of What Robust Networks See, for other pages, slides and notebooks. In the shape of anywidget, so that
 * Jupyter, marimo and MyST show them, too; and one function for everybody else:
 *
 *     import { show } from '…/figures.mjs';
 *     show(document.querySelector('#here'), { figure: 'traversal', state: 'digit=5&target=0' });
 */

/** @typedef {{ title: string, heights: Record<string, number> }} Figure */
/**
 * Where the site is. A book's builder, or a notebook, may keep this module under a name of its own and on its own host:
 * then the figures are where the site was built for. A copy that is called figures.mjs still needs to be told.
 */
const home = /\/figures\.mjs$/.test(new URL(import.meta.url).pathname) ? import.meta.url : builtFor;

/**
 * @typedef {object} Choice
 * @property {string} figure its name, one of `figures`
 * @property {string | Record<string, string>} [state] what its link says after the question mark
 * @property {'light' | 'dark' | 'auto'} [theme]
 * @property {string} [site] the address of the site's folder, where it is another than this module's
 */

const frameOf = ({ figure, state = '', theme, site = home }) => {
  const known = figures[figure];
  if (!known) {
    const names = Object.keys(figures).join(', ');
    throw new Error(
      `Expected a figure of ${names}, got “${figure}”. Its name is the last word of its address.`,
    );
  }
  const frame = document.createElement('iframe');
  const address = new URL(`embed/${figure}/`, site);
  address.search = new URLSearchParams(state).toString();
  if (theme) address.searchParams.set('theme', theme);
  frame.src = address.href;
  frame.title = known.title;
  frame.allow = permissions;
  frame.loading = 'lazy';
  frame.style.cssText = 'display: block; width: 100%; border: 0';
  return frame;
};

/** The measured height for a frame of about this width. */
const heightOf = ({ heights }, width) => {
  const widths = Object.keys(heights).map(Number);
  const fits = widths.filter((one) => one <= width);
  return heights[fits.length > 0 ? Math.max(...fits) : Math.min(...widths)];
};

/**
 * Puts a figure into an element of the page, as high as it is.
 *
 * @param {HTMLElement} el
 * @param {Choice} choice
 * @returns {() => void} takes it away again
 * @throws {Error} for a name that no figure has
 */
export function show(el, choice) {
  const frame = frameOf(choice);
  const hear = ({ source, data }) => {
    if (source !== frame.contentWindow || data?.sentinel !== 'amp' || data.type !== 'embed-size') return;
    if (Number.isFinite(data.height)) frame.style.height = `${data.height}px`;
  };
  addEventListener('message', hear);
  el.append(frame);
  frame.style.height = `${heightOf(figures[choice.figure], frame.clientWidth)}px`;
  return () => {
    removeEventListener('message', hear);
    frame.remove();
  };
}

const choiceOf = (model) => ({
  figure: model.get('figure'),
  state: model.get('state') ?? '',
  theme: model.get('theme') ?? undefined,
  site: model.get('site') ?? undefined,
});

const changes = ['figure', 'state', 'theme', 'site'].map((key) => `change:${key}`);

export default {
  /** anywidget: the model has `figure`, and may have the rest of a choice; another choice shows another figure. */
  render({ model, el }) {
    let isGone = false;
    let away = () => {};
    const draw = () => {
      if (isGone) return;
      away();
      away = show(el, choiceOf(model));
    };
    draw();
    for (const change of changes) model.on?.(change, draw);
    return () => {
      isGone = true;
      away();
      try {
        for (const change of changes) model.off?.(change, draw);
      } catch {
        // MyST's models have no `off` yet, and say so by throwing.
      }
    };
  },
};
