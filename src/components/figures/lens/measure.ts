import { checkerboardOf, spectrumOf } from '../../../lib/measures/spectrum.ts';
import { textureSide, spectrumSide } from './state.ts';
import type { Measurement } from './view.ts';

/** Powers of ten of the power that are black and white, and the greys between: as in the files. */
const [darkest, brightest, greys] = [-4.2, 0, 16];

const known = new WeakMap<Uint8ClampedArray, Measurement>();

/**
 * Worked out once for each picture: it takes longer than to show one.
 * @param rgba of a texture, textureSide * textureSide * 4 bytes
 */
export function measure(rgba: Uint8ClampedArray): Measurement {
  const measurement = known.get(rgba) ?? measured(rgba);
  known.set(rgba, measurement);
  return measurement;
}

function measured(rgba: Uint8ClampedArray): Measurement {
  const pixels = new Float32Array(textureSide * textureSide * 3);
  for (let i = 0; i < textureSide * textureSide; i++)
    for (let channel = 0; channel < 3; channel++) pixels[3 * i + channel] = rgba[4 * i + channel]! / 255;
  const spectrum = spectrumOf({ width: textureSide, height: textureSide, pixels });
  return { reading: checkerboardOf(spectrum), spectrum: spectrumPixels(spectrum.power) };
}

/** The logarithm of the power, frequency 0 in the middle, the strongest of 2 x 2 frequencies a pixel. */
function spectrumPixels(power: Float64Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(spectrumSide * spectrumSide * 4).fill(255);
  const half = textureSide / 2;
  const at = (y: number, x: number) =>
    power[((y + half) % textureSide) * textureSide + ((x + half) % textureSide)]!;
  for (let y = 0; y < textureSide; y += 2)
    for (let x = 0; x < textureSide; x += 2) {
      const most = Math.max(at(y, x), at(y, x + 1), at(y + 1, x), at(y + 1, x + 1));
      const share = (Math.log10(most) - darkest) / (brightest - darkest);
      const level = Math.round(Math.max(0, Math.min(1, share)) * (greys - 1));
      const first = 4 * ((y / 2) * spectrumSide + x / 2);
      rgba.fill((level * 255) / (greys - 1), first, first + 3);
    }
  return rgba;
}
