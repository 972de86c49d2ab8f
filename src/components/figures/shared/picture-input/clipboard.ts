/** What the clipboard held instead of a picture, as a sentence. */
const nothing =
  'Expected the clipboard to hold a picture, got none; try copying one first, or upload a file.';

/** The file of a paste or a drop, if it brings one; a picture before anything else. */
export function fileIn(transfer: DataTransfer | null): File | undefined {
  const files = [...(transfer?.files ?? [])];
  return files.find((file) => file.type.startsWith('image/')) ?? files[0];
}

/**
 * The picture on the clipboard, for a button: unlike a paste, the browser may ask the reader first.
 * @throws Error with a sentence for the reader
 */
export async function readClipboard(): Promise<Blob> {
  let items: ClipboardItems;
  try {
    items = await navigator.clipboard.read();
  } catch {
    throw new Error(
      'Expected permission to read the clipboard, got a refusal; try pasting with Ctrl+V or ⌘V, or upload a file.',
    );
  }
  for (const item of items) {
    const type = item.types.find((one) => one.startsWith('image/'));
    if (type) return item.getType(type);
  }
  throw new Error(nothing);
}
