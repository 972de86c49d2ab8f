/** Whether this page may ask for a camera at all: only over https, or from the reader's own machine. */
export const hasCamera = () => Boolean(globalThis.isSecureContext && navigator.mediaDevices?.getUserMedia);

const sentences: Record<string, string> = {
  NotAllowedError:
    'Expected permission to use the camera, got a refusal; allow it in the browser’s settings for this site, or upload a file.',
  NotFoundError: 'Expected this device to have a camera, found none; try uploading a file.',
  NotReadableError:
    'Expected the camera to be free, but it gives no picture; close other programs that use it, or upload a file.',
};

/**
 * Starts the camera that looks away from the reader, where there are two.
 * @throws Error with a sentence for the reader
 */
export async function startCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 960 } },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    throw new Error(sentences[name] ?? sentences['NotReadableError'], { cause: error });
  }
}

export function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
