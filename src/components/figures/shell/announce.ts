let region: HTMLElement | undefined;

/** Says something to screen readers that no part of the page says by itself. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('p');
    region.className = 'visually-hidden';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = '';
  // A region that appears together with its text is often not read.
  setTimeout(() => (region!.textContent = text), 100);
}
