import { placeCard } from './place-card.ts';

const HIDE_AFTER_MS = 250;

/**
 * `<hover-cards>`: shows what a citation or a footnote points to (`a[data-note]`) in a card beside
 * it. Opens on hover, focus and tap; closes on Escape, on leaving, and on a tap outside. The card
 * stands right after its link in the document, so the Tab key walks into it and out again.
 */
class HoverCards extends HTMLElement {
  #card: HTMLElement | undefined;
  #link: HTMLAnchorElement | undefined;
  #hiding = 0;
  #pointer = 'mouse';
  #listening = new AbortController();

  connectedCallback() {
    const options = { signal: this.#listening.signal };
    document.addEventListener('pointerover', (e) => this.#onPointer(e), options);
    document.addEventListener('pointerdown', (e) => this.#onPress(e), options);
    document.addEventListener('click', (e) => this.#onClick(e), options);
    document.addEventListener('focusin', (e) => this.#onFocus(e), options);
    document.addEventListener('keydown', (e) => this.#onKey(e), options);
    addEventListener('resize', () => this.hide(), options);
    addEventListener('hashchange', () => this.hide(), options);
  }

  disconnectedCallback() {
    this.hide();
    this.#listening.abort();
  }

  #onPointer(event: PointerEvent) {
    if (event.pointerType === 'touch') return;
    const link = noteLink(event.target);
    if (link) this.show(link);
    else if (this.#isInside(event.target)) clearTimeout(this.#hiding);
    else if (this.#card && !this.#isInside(document.activeElement)) this.#hideSoon();
  }

  #onPress(event: PointerEvent) {
    this.#pointer = event.pointerType;
    if (!this.#isInside(event.target)) this.hide();
  }

  /** A mouse and a keyboard follow the link; a finger, which cannot hover, opens the card. */
  #onClick(event: MouseEvent) {
    const link = noteLink(event.target);
    if (!link) return;
    const byFinger = this.#pointer === 'touch' && event.detail > 0;
    if (!byFinger) return this.hide();
    event.preventDefault();
    this.show(link);
  }

  #onFocus(event: FocusEvent) {
    const link = noteLink(event.target);
    if (link?.matches(':focus-visible')) this.show(link);
    else if (!this.#isInside(event.target)) this.hide();
  }

  #onKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !this.#card) return;
    const link = this.#link;
    const focusWasInside = this.#card.contains(document.activeElement);
    this.hide();
    if (focusWasInside) {
      link?.focus();
      this.hide(); // the focus has just opened it again
    }
  }

  #isInside(target: EventTarget | null) {
    if (!(target instanceof Node)) return false;
    return Boolean(this.#card?.contains(target) || this.#link?.contains(target));
  }

  #hideSoon() {
    clearTimeout(this.#hiding);
    this.#hiding = window.setTimeout(() => this.hide(), HIDE_AFTER_MS);
  }

  show(link: HTMLAnchorElement) {
    clearTimeout(this.#hiding);
    // Where cards cannot float, the link alone leads to the note.
    if (link === this.#link || !('popover' in HTMLElement.prototype)) return;
    this.hide();
    const body = document.getElementById(link.hash.slice(1))?.querySelector('.note-body');
    if (!body) return;

    const card = document.createElement('div');
    card.id = 'hover-card';
    card.className = 'hover-card';
    card.popover = 'manual';
    card.setAttribute('role', 'note');
    card.append(...[...body.childNodes].map((node) => node.cloneNode(true)));
    for (const copy of card.querySelectorAll('[id]')) copy.removeAttribute('id');

    link.after(card);
    link.setAttribute('aria-describedby', card.id);
    card.showPopover();
    placeCard(card, link);
    this.#card = card;
    this.#link = link;
  }

  hide() {
    clearTimeout(this.#hiding);
    this.#link?.removeAttribute('aria-describedby');
    this.#card?.remove();
    this.#card = undefined;
    this.#link = undefined;
  }
}

function noteLink(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-note]') : null;
}

customElements.define('hover-cards', HoverCards);
