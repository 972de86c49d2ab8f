import { keptParts } from '../../lib/offline/notes.ts';
import { siteFolder } from './service-worker.ts';

/** `<kept-parts>`: of the links to all parts, shows those to parts that are kept on this device. */
class KeptParts extends HTMLElement {
  async connectedCallback() {
    const kept = await keptParts(siteFolder).catch((): string[] => []);
    for (const item of this.querySelectorAll<HTMLElement>('[data-name]'))
      item.hidden = !kept.includes(item.dataset.name ?? '');
    if (kept.length > 0) this.dataset.state = 'some';
  }
}

customElements.define('kept-parts', KeptParts);
