/** `<theme-toggle><button></button></theme-toggle>`: switches the theme and remembers the choice. */
class ThemeToggle extends HTMLElement {
  #system = matchMedia('(prefers-color-scheme: dark)');

  connectedCallback() {
    this.#show();
    this.#system.addEventListener('change', () => this.#show());
    this.querySelector('button')?.addEventListener('click', () => {
      const theme = this.#dark ? 'light' : 'dark';
      document.documentElement.dataset.theme = theme;
      try {
        localStorage.setItem('theme', theme);
      } catch {
        // Storage may be forbidden: the choice then lasts as long as the page.
      }
      this.#show();
    });
  }

  get #dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : this.#system.matches;
  }

  #show() {
    this.querySelector('button')?.setAttribute('aria-pressed', String(this.#dark));
  }
}

customElements.define('theme-toggle', ThemeToggle);
