const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Whether a PNG's header promises several frames: a chunk acTL before the pixels (APNG specification). */
function isAnimatedPng(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 8; at + 12 <= head.length; at += 12 + view.getUint32(at)) {
    const chunk = latin(head, at + 4, at + 8);
    if (chunk === 'acTL') return view.getUint32(at + 8) > 1;
    if (chunk === 'IDAT') return false;
  }
  return false;
}

/** The end of a GIF's run of data sub-blocks that starts at `at`. */
function afterSubBlocks(head: Uint8Array, at: number): number {
  while (at < head.length && head[at] !== 0) at += 1 + head[at]!;
  return at + 1;
}

const colourTable = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Whether a GIF holds a second image, or says that it loops (GIF89a specification, and Netscape's extension). */
function isAnimatedGif(head: Uint8Array): boolean {
  let images = 0;
  let at = 13 + colourTable(head[10] ?? 0);
  while (at < head.length) {
    if (head[at] === 0x21) {
      if (latin(head, at + 3, at + 14) === 'NETSCAPE2.0') return true;
      at = afterSubBlocks(head, at + 2);
    } else if (head[at] === 0x2c) {
      if (++images > 1) return true;
      at = afterSubBlocks(head, at + 11 + colourTable(head[at + 9] ?? 0));
    } else return false;
  }
  return false;
}

/** Whether a WebP's extended header has the animation flag (WebP container specification). */
function isAnimatedWebp(head: Uint8Array): boolean {
  return latin(head, 12, 16) === 'VP8X' && ((head[20] ?? 0) & 2) !== 0;
}

/**
 * Whether a picture moves, as far as the start of its file tells.
 * @param type as image-size calls it
 */
export function isAnimated(type: string | undefined, head: Uint8Array): boolean {
  if (type === 'png') return isAnimatedPng(head);
  if (type === 'gif') return isAnimatedGif(head);
  return type === 'webp' && isAnimatedWebp(head);
}
