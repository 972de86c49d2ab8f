interface FigureOpen {
  name: string;
  params: string;
  run: boolean;
}

const eventName = 'figure:open';

/**
 * Sets a figure of this page and brings it into view, where it says what it was set to. One that has not come near the
 * screen yet is brought there first, where it comes to life.
 * @param params its state, as in an address; what it does not say is as usual
 * @param run whether to start computing, too
 * @returns false where this page has no such figure
 */
export function openFigure(
  name: string,
  params: URLSearchParams | string,
  { run = false }: { run?: boolean } = {},
): boolean {
  const figure = document.getElementById(name);
  if (!figure) return false;
  const detail: FigureOpen = { name, params: String(params), run };
  const asleep = figure.querySelector('astro-island[ssr]');
  const ask = () => window.dispatchEvent(new CustomEvent(eventName, { detail }));
  if (!asleep) {
    ask();
    return true;
  }
  // Its listeners are in place once what it does on mounting is done.
  asleep.addEventListener('astro:hydrate', () => setTimeout(ask), { once: true });
  figure.scrollIntoView({ block: 'start' });
  return true;
}

/**
 * Calls `open` when somebody asks for the figure called `name`, and brings it into view.
 * @returns a function that stops listening
 */
export function onFigureOpen(
  name: string,
  open: (params: URLSearchParams, run: boolean) => void,
): () => void {
  const listener = (event: Event) => {
    const { detail } = event as CustomEvent<FigureOpen>;
    if (detail.name !== name) return;
    const figure = document.getElementById(name);
    figure?.scrollIntoView({ block: 'start' });
    // The keyboard goes on from there.
    figure?.focus({ preventScroll: true });
    open(new URLSearchParams(detail.params), detail.run);
  };
  window.addEventListener(eventName, listener);
  return () => window.removeEventListener(eventName, listener);
}
