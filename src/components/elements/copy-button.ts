/** `<copy-button data-from="id">`: copies that element's text and says so. */
class CopyButton extends HTMLElement {
  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => void this.#copy());
  }

  async #copy() {
    const source = document.getElementById(this.dataset.from ?? '');
    const status = this.querySelector('[role="status"]');
    if (!source || !status) return;
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      status.textContent = 'Copied';
    } catch {
      // No permission: select the text, so that the reader's own shortcut copies it.
      getSelection()?.selectAllChildren(source);
      status.textContent = 'Selected: copy it with your keyboard';
    }
    setTimeout(() => (status.textContent = ''), 4000);
  }
}

customElements.define('copy-button', CopyButton);
