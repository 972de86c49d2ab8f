/** The part of this page's address that is meant for the figure: all of it on its own page, its own on the article. */
export function figureParams(name: string, location: Location): URLSearchParams {
  const params = new URLSearchParams(location.search);
  const alone = [`/embed/${name}/`, `/slides/${name}/`].some((own) => location.pathname.includes(own));
  return alone || params.get('figure') === name ? params : new URLSearchParams();
}

/**
 * The address that opens a figure in this state.
 *
 * @param site the address of the cover
 * @param part the part of the series whose page holds the figure; without one, the figure stands alone
 */
export function figureAddress(name: string, state: URLSearchParams, site: URL, part?: string): string {
  const alone = part === undefined;
  const url = new URL(alone ? `embed/${name}/` : `${part}/`, site);
  const params = alone ? state : new URLSearchParams([['figure', name], ...state]);
  url.search = params.toString();
  if (!alone) url.hash = name;
  return url.href;
}

/** The address of the slide that shows a figure in this state. @param site the address of the cover */
export function slideAddress(name: string, state: URLSearchParams, site: URL): string {
  const url = new URL(`slides/${name}/`, site);
  url.search = state.toString();
  return url.href;
}
