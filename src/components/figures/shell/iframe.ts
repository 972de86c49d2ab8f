interface Frame {
  /** The address of the figure alone. */
  src: string;
  title: string;
  /** CSS pixels. */
  height: number;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The column that a frame is assumed to stand in until its host says more, in CSS pixels. */
export const usualWidth = 720;

/** What a figure asks of the page that holds it, beyond what every frame may do. */
export const permissions = 'camera; clipboard-write; fullscreen; cross-origin-isolated';

/** The HTML that puts a figure into another page. */
export const iframeOf = ({ src, title, height }: Frame): string =>
  `<iframe src="${escaped(src)}" title="${escaped(title)}" width="100%" height="${height}" ` +
  `allow="${permissions}" loading="lazy" style="border:0"></iframe>`;
