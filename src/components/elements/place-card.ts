const GAP = 8;
const EDGE = 12;

/**
 * Places a card (positioned absolutely in the page) under its link, or above it where there is more
 * room, and never past the edges of the viewport.
 */
export function placeCard(card: HTMLElement, link: Element) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth: width, offsetHeight: height } = card;

  const centred = at.left + at.width / 2 - width / 2;
  const left = Math.max(EDGE, Math.min(centred, clientWidth - width - EDGE));
  const fitsBelow = at.bottom + GAP + height + EDGE <= clientHeight;
  const below = fitsBelow || at.top < clientHeight - at.bottom;
  const wanted = below ? at.bottom + GAP : at.top - GAP - height;
  const top = Math.max(EDGE, Math.min(wanted, clientHeight - height - EDGE));

  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
