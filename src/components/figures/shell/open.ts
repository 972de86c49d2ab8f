/** Asks a figure on this page to show a state and run: what a cell of the success matrix does. */
export interface FigureOpen {
  name: string;
  /** The state, as in an address. */
  params: string;
}

const eventName = 'figure:open';

export function openFigure(detail: FigureOpen): void {
  window.dispatchEvent(new CustomEvent(eventName, { detail }));
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
