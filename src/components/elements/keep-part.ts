import { megabytes } from '../figures/shell/words.ts';
import { keptParts } from '../../lib/offline/notes.ts';
import { canKeep, siteFolder } from './service-worker.ts';

/** `<keep-part>`: keeps everything that a part needs on this device, says how much that is, and deletes it again. */
class KeepPart extends HTMLElement {
  #button = this.querySelector('button')!;
  #bar = this.querySelector('progress')!;
  #status = this.querySelector('p')!;
  #title = this.querySelector('strong')?.textContent;
  #running: AbortController | undefined;
  #isKept = false;

  connectedCallback() {
    if (!canKeep) return;
    this.#button.addEventListener('click', () => void this.#press());
    void this.#begin();
  }

  async #begin() {
    try {
      this.#isKept = (await keptParts(siteFolder)).includes(this.#name);
    } catch {
      return; // A browser that lets nobody store anything.
    }
    this.#show(this.#isKept ? 'Kept on this device for offline use.' : '');
  }

  get #name() {
    return this.dataset.part ?? '';
  }

  get #bytes() {
    return Number(this.dataset.bytes);
  }

  /** Shows how things stand. The words are those that a screen reader says, too. */
  #show(words: string) {
    const size = megabytes(this.#bytes);
    const label = this.#running
      ? 'Cancel'
      : this.#isKept
        ? `Delete it (${size})`
        : `Keep ${this.#title ? 'it' : 'this part'} for offline use (${size})`;
    this.#button.textContent = label;
    if (this.#title) this.#button.setAttribute('aria-label', `${label}: ${this.#title}`);
    this.#bar.hidden = !this.#running;
    this.#status.textContent = words;
    this.dataset.state = this.#running ? 'keeping' : this.#isKept ? 'kept' : 'not kept';
  }

  async #press() {
    if (this.#running) return this.#running.abort(new DOMException('Cancelled.', 'AbortError'));
    const { signal } = (this.#running = new AbortController());
    const wasKept = this.#isKept;
    this.#bar.value = 0;
    this.#show(wasKept ? 'Deleting it.' : `Keeping ${megabytes(this.#bytes)}.`);
    let words = '';
    try {
      const { keep, forget } = await import('./keep-work.ts');
      const task = { build: this.dataset.build ?? '', name: this.#name, bytes: this.#bytes };
      if (wasKept) await forget(task);
      else await keep(task, { signal, onShare: (share) => (this.#bar.value = share) });
      this.#isKept = !wasKept;
      words = wasKept ? 'Deleted.' : 'Kept on this device for offline use.';
    } catch (error) {
      words = signal.aborted ? 'Cancelled: nothing of it was kept.' : (error as Error).message;
    }
    this.#running = undefined;
    this.#show(words);
  }
}

customElements.define('keep-part', KeepPart);
