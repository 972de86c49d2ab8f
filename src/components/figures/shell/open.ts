/** Asks a figure on this page to show a state and run: what a cell of the success matrix does. */
export interface FigureOpen {
  name: string;
  /** The state, as in an address. */
  params: string;
}

const eventName = 'figure:open';

/** A figure that has not come near the screen yet is brought there first, where it comes to life. */
export function openFigure(detail: FigureOpen): void {
  const figure = document.getElementById(detail.name);
  const asleep = figure?.querySelector('astro-island[ssr]');
  const ask = () => window.dispatchEvent(new CustomEvent(eventName, { detail }));
  if (!asleep) return void ask();
  // Its listeners are in place once what it does on mounting is done.
  asleep.addEventListener('astro:hydrate', () => setTimeout(ask), { once: true });
  figure!.scrollIntoView({ block: 'start' });
}

/**
 * Calls `open` when somebody asks for the figure called `name`, and brings it into view.
 * @returns a function that stops listening
 */
export function onFigureOpen(name: string, open: (params: URLSearchParams) => void): () => void {
  const listener = (event: Event) => {
    const { detail } = event as CustomEvent<FigureOpen>;
    if (detail.name !== name) return;
    document.getElementById(name)?.scrollIntoView({ block: 'start' });
    open(new URLSearchParams(detail.params));
  };
  window.addEventListener(eventName, listener);
  return () => window.removeEventListener(eventName, listener);
}
