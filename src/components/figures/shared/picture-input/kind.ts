/** Words for the kinds of picture that image-size knows and browsers may not. */
const pictures: Record<string, string> = {
  heic: 'a HEIC photograph',
  heif: 'a HEIF photograph',
  jxl: 'a JPEG XL picture',
  'jxl-stream': 'a JPEG XL picture',
  jp2: 'a JPEG 2000 picture',
  j2c: 'a JPEG 2000 picture',
  tiff: 'a TIFF picture',
  psd: 'a Photoshop file',
  svg: 'an SVG drawing',
  jpg: 'a damaged JPEG',
  png: 'a damaged PNG',
  gif: 'a damaged GIF',
  webp: 'a damaged WebP',
  avif: 'a damaged AVIF',
};

/** First bytes of what people send by mistake, as text. */
const others: [RegExp, string][] = [
  [/^%PDF-/, 'a PDF document'],
  [/^PK\x03\x04/, 'an archive or an office document'],
  [/^....ftyp/s, 'a video'],
  [/^\x1aE\xdf\xa3/, 'a video'],
  [/^RIFF....AVI /s, 'a video'],
  [/^\s*<(!doctype html|html)/i, 'a web page'],
];

/**
 * What a file is, in words for somebody who wanted a picture.
 * @param type the kind that its header names, as image-size calls it; undefined where it names none
 * @param head the file's first bytes
 */
export function kindOf(type: string | undefined, head: Uint8Array): string {
  if (head.length === 0) return 'an empty file';
  if (type !== undefined && type in pictures) return pictures[type]!;
  const start = String.fromCharCode(...head.subarray(0, 64));
  return (
    others.find(([pattern]) => pattern.test(start))?.[1] ?? (isText(head) ? 'text' : 'a file of another kind')
  );
}

/** Text has no control characters, and reads as UTF-8; the last character may be cut. */
function isText(head: Uint8Array): boolean {
  const sample = head.subarray(0, 1024);
  const text = new TextDecoder().decode(sample, { stream: true });
  return !/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.test(text);
}
