/**
 * Puts another page of the site in this one's place without leaving the document, so that the screen stays full and
 * the engine keeps its networks. Both pages are of one kind: what differs is their `<main>`, title and styles.
 *
 * @param url of the page
 * @throws where it does not come, or is no page of this kind; this page is as it was then
 */
export async function swapTo(url: URL): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Expected a page at ${url.href}, got ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = page.querySelector('main');
  if (!main) throw new Error(`Expected a page with <main> at ${url.href}, got one without.`);

  // An address in the page is meant as seen from there.
  const absolute = (element: Element, name: string) => new URL(element.getAttribute(name)!, url).href;
  const wanted = [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => absolute(link, 'href'));
  const known = styles();
  await Promise.all(wanted.filter((href) => !known.has(href)).map(loadStyle));
  const scripts = new Set([...document.scripts].map(({ src }) => src));
  for (const script of page.querySelectorAll<HTMLScriptElement>('script[src]')) {
    const src = absolute(script, 'src');
    if (scripts.has(src)) continue;
    const copy = document.createElement('script');
    if (script.type) copy.type = script.type;
    copy.src = src;
    copy.async = false;
    document.head.append(copy);
  }

  history.pushState(null, '', url);
  document.title = page.title;
  for (const [href, link] of styles()) {
    // Names of rules that a page has for itself are the same in every page.
    link.media = 'all';
    if (!wanted.includes(href)) link.remove();
  }
  document.querySelector('main')!.replaceWith(document.adoptNode(main));
  // Astro's islands that are gone let go of what they hold when they hear this.
  document.dispatchEvent(new Event('astro:after-swap'));
}

const styles = (): Map<string, HTMLLinkElement> =>
  new Map(
    [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map((link) => [
      link.href,
      link,
    ]),
  );

/** Loads a stylesheet that styles nothing yet. */
function loadStyle(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.media = 'not all';
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`Expected the styles ${href} to load.`)));
    link.href = href;
    document.head.append(link);
  });
}
