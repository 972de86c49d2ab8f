import type { Attachment } from 'svelte/attachments';

/**
 * Scrolls a row of radio buttons sideways, and never the page, until the chosen one can be seen.
 * @param _value what is chosen: with another one the row is looked at anew
 */
export function scrolledTo(_value: string): Attachment<HTMLElement> {
  return (row) => {
    const look = () => {
      const chosen = row.querySelector(':checked')?.closest('label');
      if (!chosen) return;
      const from = chosen.offsetLeft - row.offsetLeft;
      const to = from + chosen.offsetWidth;
      if (from < row.scrollLeft || to > row.scrollLeft + row.clientWidth)
        row.scrollLeft = (from + to - row.clientWidth) / 2;
    };
    // It looks once, when the browser has laid out the row anyway: asked at once, it would lay out the page for us.
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      look();
    });
    observer.observe(row);
    return () => observer.disconnect();
  };
}
