/** `<toc-marker>` around a list of links: marks the one whose section is being read. */
class TocMarker extends HTMLElement {
  #observer: IntersectionObserver | undefined;

  connectedCallback() {
    const links = new Map([...this.querySelectorAll('a')].map((link) => [link.hash.slice(1), link]));
    const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
    const reached = new Set<Element>();
    const mark = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) reached.add(target);
        else reached.delete(target);
      }
      const current = headings.filter((heading) => reached.has(heading)).at(-1);
      for (const [id, link] of links) {
        if (id === current?.id) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    };
    // A heading counts as reached once it is in the upper third of the window or above it (hence the
    // endless margin, which a jump down the page cannot leap over): the last one reached is current.
    this.#observer = new IntersectionObserver(mark, { rootMargin: '1000000px 0px -66% 0px' });
    for (const heading of headings) this.#observer.observe(heading);

    const fold = this.querySelector('details');
    for (const link of links.values()) {
      link.addEventListener('click', () => {
        if (fold) fold.open = false;
      });
    }
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }
}

customElements.define('toc-marker', TocMarker);
