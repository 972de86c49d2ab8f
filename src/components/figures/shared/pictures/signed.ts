/** What a perturbation adds to a pixel, and what it takes away: apart in lightness and in every kind of colour vision. */
const added = [255, 214, 102] as const;
const taken = [150, 120, 255] as const;

/** Magnifications that a reader can hold in mind; the largest that keeps nearly every pixel in range is taken. */
const magnifications = [1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100];

/** How often a perturbation must be magnified to be seen; 1 when it needs no help. */
export function magnificationOf(delta: Float32Array): number {
  const sizes = Array.from(delta, Math.abs).sort((a, b) => a - b);
  // The very largest changes may saturate: else a single pixel would keep all others dark.
  const large = sizes[Math.floor(0.98 * (sizes.length - 1))] ?? 0;
  return magnifications.filter((times) => times * large <= 1).at(-1) ?? 1;
}

/** A perturbation as opaque RGBA: black where nothing changes, yellow where it adds, violet where it takes away. */
export function signedPixels(delta: Float32Array, times: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * delta.length);
  delta.forEach((value, i) => {
    const weight = Math.min(1, Math.abs(value) * times);
    const [r, g, b] = value > 0 ? added : taken;
    pixels.set([weight * r, weight * g, weight * b, 255], 4 * i);
  });
  return pixels;
}
