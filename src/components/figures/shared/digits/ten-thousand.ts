import type { LabelledDigits } from '../../../../lib/experiments/training.ts';
import { unlessCancelled } from '../../../../lib/engine/limits.ts';
import { checkConnection, receiveForReader } from '../../../../lib/engine/receive.ts';

const [count, heldOutCount, pixels] = [10_000, 2000, 28 * 28];
/** Of the file; a little more than it has. */
const mostBytes = 1_500_000;

/** What a reader's networks learn from, and what they are measured on: the first two hundred of each class. */
export interface TenThousand {
  digits: LabelledDigits;
  heldOut: LabelledDigits;
}

/** Unpacks public/digits/ten-thousand.bin. @throws for other bytes */
export async function unpackTenThousand(bytes: Uint8Array<ArrayBuffer>): Promise<TenThousand> {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const packed = new Uint8Array(await new Response(plain).arrayBuffer());
  const expected = count * (1 + pixels / 2);
  if (packed.length !== expected)
    throw new Error(`Expected ${expected} bytes of digits, got ${packed.length}. ${checkConnection}`);
  const greys = new Uint8Array(count * pixels);
  for (let i = 0; i < greys.length; i += 2) {
    const two = packed[count + i / 2]!;
    greys[i] = 17 * (two >> 4);
    greys[i + 1] = 17 * (two & 15);
  }
  const part = (from: number, to: number): LabelledDigits => ({
    pixels: greys.slice(from * pixels, to * pixels),
    labels: packed.slice(from, to),
  });
  return { heldOut: part(0, heldOutCount), digits: part(heldOutCount, count) };
}

let loaded: Promise<TenThousand> | undefined;

async function fetchDigits(): Promise<TenThousand> {
  const url = `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}digits/ten-thousand.bin`;
  return unpackTenThousand(await receiveForReader(url, 'the ten thousand digits', { most: mostBytes }));
}

/** The site's ten thousand digits, downloaded once; a failed download is forgotten, so that asking again tries again. */
export function loadTenThousand(signal?: AbortSignal): Promise<TenThousand> {
  const asked = (loaded ??= fetchDigits());
  return unlessCancelled(asked, signal).catch((error: unknown) => {
    if (loaded === asked) loaded = undefined;
    throw error;
  });
}
