/** Something a reader can take home from a figure. */
export interface SaveAction {
  label: string;
  /** Whether there is anything to save yet. */
  ready: () => boolean;
  /** Whether this browser can do it at all; every one can where nothing is said. Asked in the page only. */
  offered?: () => boolean;
  save: () => Promise<void>;
}

/** Hands a file to the reader's downloads. */
export function download(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Saves a canvas as a PNG. @throws when the canvas cannot be encoded. */
export async function saveCanvas(canvas: HTMLCanvasElement, fileName: string): Promise<void> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('Expected the browser to encode a PNG, got nothing.');
  download(blob, fileName);
}
