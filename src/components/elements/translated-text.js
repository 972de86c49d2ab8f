// Keeps the texts of figures alive where a translator has put its own words in their place. It takes a text out of the
// page and shows a <font> there; whoever writes the text afterwards writes what nobody sees, and whoever takes it away
// leaves the words standing. Here the text stays, empty, before its translation, which goes when the text changes or
// goes: then there is something new to be translated.
(() => {
  /** Of a text, what stands for it and what it said. */
  const translations = new WeakMap();
  const known = new WeakSet();

  const isNew = (node) => node?.nodeName === 'FONT' && !known.has(node);

  function forget(text) {
    translations.get(text)?.font.remove();
    translations.delete(text);
  }

  function keep(text, font) {
    known.add(font);
    // Some translators put the text itself into their words.
    if (font.contains(text)) text.replaceWith(text.cloneNode());
    font.before(text);
    translations.set(text, { font, said: text.data });
    text.data = '';
  }

  function look({ type, target, removedNodes, addedNodes, previousSibling, nextSibling }) {
    if (type === 'characterData') return translations.has(target) && target.data !== '' && forget(target);
    for (const text of removedNodes) {
      if (text.nodeType !== Node.TEXT_NODE) continue;
      if (translations.has(text)) {
        if (!text.isConnected) forget(text);
        continue;
      }
      const font = [...addedNodes, nextSibling, previousSibling].find(isNew);
      if (font?.parentNode && (!text.isConnected || font.contains(text))) keep(text, font);
    }
  }

  const watch = new MutationObserver((records) => {
    records.forEach(look);
    // What has just been done here is not to be looked at.
    watch.takeRecords();
  });

  /** A figure comes alive on the very texts that it was sent as. */
  function asSent(island) {
    watch.takeRecords().forEach(look);
    const walk = document.createTreeWalker(island, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) if (translations.has(walk.currentNode)) texts.push(walk.currentNode);
    for (const text of texts) {
      const { said } = translations.get(text);
      forget(text);
      text.data = said;
    }
    watch.takeRecords();
  }

  addEventListener('DOMContentLoaded', () => {
    for (const island of document.querySelectorAll('astro-island')) {
      watch.observe(island, { childList: true, characterData: true, subtree: true });
      const { hydrate } = island;
      island.hydrate = () => {
        asSent(island);
        return hydrate();
      };
    }
  });
})();
