import told from '../../../../content/blurs/cifar10.json' with { type: 'json' };
import { gaussianPicture, type PictureStatistics } from '../../../lib/pictures/gaussian-picture.ts';
import type { Picture } from '../../../lib/pictures/picture.ts';
import { resizePicture } from '../../../lib/pictures/resize.ts';
import { seededRandom } from '../../../lib/random/seeded.ts';
import { side, type ClassName } from './state.ts';

const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** What the photographs of a class have in common at 8 x 8 pixels, as `python -m training.blurs` wrote it. */
export function statisticsOf(name: ClassName): PictureStatistics {
  const { mean, components, scales, rest } = told.classes[name];
  const codes = new Int8Array(bytesOf(components).buffer);
  const numbers = codes.length / scales.length;
  return {
    side: told.side,
    mean: Float32Array.from(bytesOf(mean), (byte) => byte / 255),
    components: scales.map((scale, k) =>
      Float32Array.from(codes.subarray(k * numbers, (k + 1) * numbers), (code) => code * scale),
    ),
    rest,
  };
}

/** A blur of the class, another one for every seed, as large as the networks' photographs. */
export function blurOf(name: ClassName, seed: number): Picture {
  return resizePicture(gaussianPicture(statisticsOf(name), seededRandom(seed)), side, side);
}
