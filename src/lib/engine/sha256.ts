/**
 * The SHA-256 of bytes in lower-case hex; undefined where the browser has none: crypto.subtle is missing on plain http,
 * and a file's size is then the only check.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
