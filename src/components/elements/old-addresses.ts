/**
 * `<old-addresses>` on the cover: an address from when the article was a single page goes on to the part that now
 * holds the place it names, with all that it says of a figure's state. `/?figure=traversal&digit=3#traversal` becomes
 * `/digits/?figure=traversal&digit=3#traversal`. The cards of the parts say what each holds.
 */
class OldAddresses extends HTMLElement {
  #listening = new AbortController();

  connectedCallback() {
    this.#follow();
    addEventListener('hashchange', () => this.#follow(), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #follow() {
    const asked = new URLSearchParams(location.search).get('figure');
    const name = location.hash.slice(1) || (asked ?? '');
    const card = cardWith(name) ?? cardWith(referenceOf(name));
    const page = card?.querySelector('a');
    if (page) location.replace(`${page.href}${location.search}#${cardWith(name) ? name : referenceOf(name)}`);
  }
}

/** A citation in the text is numbered within its part now: what is left of an old one is its reference. */
const referenceOf = (name: string) => name.replace(/^cite-([\w-]+)-\d+$/, 'bib-$1');

function cardWith(name: string): Element | null | undefined {
  const place = name ? document.getElementById(name) : null;
  return place?.closest('[data-part]');
}

customElements.define('old-addresses', OldAddresses);
