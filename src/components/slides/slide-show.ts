import { turnOf, type Turn } from './keys.ts';
import { swapTo } from './swap.ts';

const shownKey = 'slides:caption';
/** What an address says of the device and the looks holds for the slides that follow. */
const carried = ['theme', 'backend', 'kernels'];

/** The path of the slide on show. */
let shown = location.pathname;

const reads = (): boolean => {
  try {
    return sessionStorage.getItem(shownKey) === '1';
  } catch {
    return false;
  }
};

/**
 * `<slide-show>` around one figure: turns with the keys and its links without leaving the document, shows and hides
 * the speaker's caption, fills the screen, and leaves by Escape. Without scripts its links lead from page to page,
 * and the caption is shown.
 */
class SlideShow extends HTMLElement {
  #listening = new AbortController();
  #turning = false;
  /** When the screen was last filled or given back, in milliseconds of the page. */
  #screened = -Infinity;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    window.addEventListener('keydown', (event) => this.#key(event), { signal });
    for (const link of this.querySelectorAll<HTMLAnchorElement>('a[data-turn]'))
      link.addEventListener('click', (event) => this.#click(event, link), { signal });
    this.#caption(signal);
    this.#screen(signal);
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #key(event: KeyboardEvent) {
    const turn = turnOf(event, document.activeElement, '[tabindex="-1"]');
    if (!turn) return;
    // Escape has given back the screen, or closes what lies above the slide.
    const closes = document.fullscreenElement || performance.now() - this.#screened < 500;
    if (turn === 'leave' && (closes || document.querySelector('dialog[open]'))) return;
    const link = this.querySelector<HTMLAnchorElement>(`a[data-turn="${turn}"]`);
    // Before the first and after the last there is none.
    if (!link) return;
    event.preventDefault();
    void this.#go(link, turn);
  }

  #click(event: MouseEvent, link: HTMLAnchorElement) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void this.#go(link, link.dataset['turn'] as Turn);
  }

  async #go(link: HTMLAnchorElement, turn: Turn) {
    if (this.#turning) return;
    const url = new URL(link.href);
    if (turn === 'leave') return location.assign(url);
    const here = new URLSearchParams(location.search);
    for (const name of carried) if (here.has(name)) url.searchParams.set(name, here.get(name)!);
    this.#turning = true;
    try {
      await swapTo(url);
    } catch {
      this.#turning = false;
      const trouble = this.querySelector('.slide-trouble');
      if (trouble) trouble.textContent = 'The slide did not come. Check the connection and turn again.';
      return;
    }
    shown = location.pathname;
    scrollTo({ top: 0, behavior: 'instant' });
    // Where the keyboard was, there it goes on; a screen reader hears the new title.
    document.querySelector<HTMLElement>('slide-show h1')?.focus();
  }

  #caption(signal: AbortSignal) {
    const button = this.querySelector<HTMLButtonElement>('button[data-caption]');
    const caption = this.querySelector<HTMLElement>('.speaking');
    if (!button || !caption) return;
    const show = (shown: boolean) => {
      caption.hidden = !shown;
      button.setAttribute('aria-expanded', String(shown));
    };
    show(reads());
    button.addEventListener(
      'click',
      () => {
        const wanted = button.getAttribute('aria-expanded') !== 'true';
        show(wanted);
        try {
          sessionStorage.setItem(shownKey, wanted ? '1' : '0');
        } catch {
          // Storage may be forbidden: the choice then lasts as long as the slide.
        }
      },
      { signal },
    );
  }

  #screen(signal: AbortSignal) {
    const button = this.querySelector<HTMLButtonElement>('button[data-screen]');
    if (!button) return;
    const root = document.documentElement;
    // Telephones of one maker fill the screen with films only.
    button.hidden = !document.fullscreenEnabled;
    const tell = () => button.setAttribute('aria-pressed', String(document.fullscreenElement !== null));
    tell();
    document.addEventListener(
      'fullscreenchange',
      () => {
        this.#screened = performance.now();
        tell();
      },
      { signal },
    );
    button.addEventListener(
      'click',
      () =>
        void (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()).catch(
          () => {},
        ),
      { signal },
    );
  }
}

customElements.define('slide-show', SlideShow);

// Back and forward lead to addresses of slides that never were documents of their own: those are opened anew.
window.addEventListener('popstate', () => {
  if (location.pathname !== shown) location.reload();
});
