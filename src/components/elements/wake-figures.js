// Says in a figure when its program does not come, and fetches it again when asked. A classic script, and no module:
// a module does not load either in a frame without an origin of its own, or when the network is gone.
(() => {
  /** Milliseconds that a figure in view may take before the reader hears of it. */
  const patience = 20_000;
  const alone = self.origin === 'null';
  const sentences = {
    late: 'The program of this figure has not come yet. The figure comes alive when it does.',
    missing: 'The program of this figure could not be loaded. Check the connection and try again.',
    stays:
      'The program of this figure could not be loaded again. If it stays so, the site may have changed since you opened this page: reload it.',
    alone:
      'This figure cannot run here, because the page around it keeps it in a sandbox. It needs allow-same-origin beside allow-scripts in the frame’s sandbox.',
  };
  const boxes = new WeakMap();

  function button(label, act) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', act);
    return made;
  }

  function forget(island) {
    boxes.get(island)?.remove();
    boxes.delete(island);
  }

  function say(island, text, ...actions) {
    forget(island);
    const box = document.createElement('div');
    box.className = 'figure-asleep';
    box.setAttribute('role', 'alert');
    const sentence = document.createElement('p');
    sentence.textContent = text;
    box.append(sentence, ...actions);
    // Beside the island and not in it, where the figure would not expect it when it comes alive.
    island.before(box);
    boxes.set(island, box);
  }

  /** A browser remembers the address of a module that did not come: another one is asked for. */
  function wake(island) {
    for (const name of ['component-url', 'renderer-url']) {
      const url = new URL(island.getAttribute(name), document.baseURI);
      url.searchParams.set('again', Date.now());
      island.setAttribute(name, url.href);
    }
    island.dataset.woken = '';
    say(island, 'Trying again.');
    island.start();
  }

  document.addEventListener('astro:hydration-error', (event) => {
    const island = event.target;
    event.preventDefault();
    if (alone) {
      const link = document.createElement('a');
      Object.assign(link, { href: location.href, target: '_blank', rel: 'noopener' });
      link.textContent = 'Open the figure alone';
      return say(island, sentences.alone, link);
    }
    const again = button('Try again', () => wake(island));
    if (!('woken' in island.dataset)) return say(island, sentences.missing, again);
    // What the reader has opened is in the address, and stays.
    say(
      island,
      sentences.stays,
      again,
      button('Reload the page', () => location.reload()),
    );
  });

  addEventListener('online', () => {
    for (const island of document.querySelectorAll('.figure-asleep + astro-island[ssr]')) wake(island);
  });

  addEventListener('DOMContentLoaded', () => {
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        const island = target.closest('astro-island');
        setTimeout(() => {
          if (island.hasAttribute('ssr') && !boxes.has(island)) say(island, sentences.late);
        }, patience);
      }
    });
    for (const island of document.querySelectorAll('astro-island[ssr]')) {
      island.addEventListener('astro:hydrate', () => forget(island));
      // The island itself has no box that could be in view.
      if (island.firstElementChild) seen.observe(island.firstElementChild);
    }
  });
})();
