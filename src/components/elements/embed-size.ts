/**
 * Tells the page that holds this one in a frame how high it is, whenever that changes. The message is that of AMP's
 * `embed-size`, which other hosts know, too. It goes to any host: the height of a public page is no secret.
 */
if (window.parent !== window) {
  // Not the document's own height: that is at least the frame's, which would never shrink again.
  const content = document.querySelector<HTMLElement>('#main > figure')!;
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().bottom + scrollY);
    if (height === told) return;
    told = height;
    window.parent.postMessage({ sentinel: 'amp', type: 'embed-size', height }, '*');
  }).observe(content);
}
