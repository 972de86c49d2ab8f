import type { LayerMap, LayerRobustnessFrame } from '../../../lib/experiments/layer-robustness.ts';
import { layersOf, nets, type NetInfo, type Side } from './nets.ts';

interface Drawn {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
}

/** What is on show of a run: computed live, or read from the poster. */
export interface RobustnessView {
  image: Drawn;
  /** The perturbation, enlarged. */
  perturbation: Drawn;
  changed: Drawn;
  apart: Drawn;
  /** Places of the layer on a side. */
  places: number;
  /** Of the layer, as shares of the distance of two pictures: now, and of a random perturbation. */
  change: number;
  random: number;
  moved: number;
}

export interface RobustnessPoster extends Pick<RobustnessView, 'places' | 'change' | 'random' | 'moved'> {
  picture: string;
  other: string;
  image: string;
  perturbation: string;
  changed: string;
  apart: string;
}

/** A map as a picture in greys: black where nothing changes, white at `most`. */
export function mapOf({ values }: LayerMap, most: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, i) => {
    const grey = 255 * Math.min(1, value / most);
    rgba.set([grey, grey, grey, 255], 4 * i);
  });
  return rgba;
}

/** Both maps are drawn on one scale: its end is the largest of the distances between the two pictures. */
export const scaleOf = ({ apart }: Pick<LayerRobustnessFrame, 'apart'>): number => Math.max(...apart.values);

/** A curve of R(f) over the layers, where a layer stands at its share of the depth: 0 the first, 1 the last. */
export interface Curve {
  label: string;
  net: NetInfo['net'];
  dash: 'none' | 'long' | 'short';
  /** The network it is of; none of our own if not said. */
  id?: string;
  points: readonly (readonly [depth: number, R: number])[];
}

interface MeasuredFile {
  models: Readonly<Record<string, { layers: readonly string[]; R: readonly number[] }>>;
}

const dashes = { resnet: 'none', vgg: 'long', alexnet: 'short' } as const;

/** The curves of our networks of a size, of the layers that the figure offers. */
export function curvesOf(at: Side, { models }: MeasuredFile): Curve[] {
  return nets
    .filter((one) => one.at === at)
    .map(({ id, name, detail, net, family }) => {
      const { layers, R } = models[id]!;
      const offered = layersOf(id);
      const points = offered.map((layer, i) => {
        const value = R[layers.indexOf(layer)];
        if (value === undefined)
          throw new Error(`Expected ${layer} of ${id} to be measured: run training.measure.layers.`);
        return [i / (offered.length - 1), value] as const;
      });
      return { label: `${name}, ${detail}`, net, dash: dashes[family], id, points };
    });
}

const thirds = (values: readonly number[]) => values.map((value, i) => [i / 3, value] as const);

/**
 * As the authors of the measure have them, of ImageNet networks at four depths: read off the plot in Ilyas et al.,
 * "A Discussion of 'Adversarial Examples Are Not Bugs, They Are Features': Response", 2019, to about .02.
 */
export const theirs: readonly Curve[] = [
  { label: 'ResNet-50, standard', net: 'standard', dash: 'none', points: thirds([0.54, 0.45, 0.44, 0.58]) },
  { label: 'AlexNet', net: 'standard', dash: 'short', points: thirds([0.06, 0.12, 0.37, 0.5]) },
  { label: 'VGG', net: 'standard', dash: 'long', points: thirds([0.055, 0.11, 0.16, 0.21]) },
  { label: 'ResNet-50, robust', net: 'robust', dash: 'none', points: thirds([0.07, 0.065, 0.06, 0.05]) },
];

/** Heights of names at the ends of lines, kept apart and in their order. */
export function spread(heights: readonly number[], gap: number, bottom: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  order.forEach((i, k) => {
    if (k > 0) placed[i] = Math.max(placed[i]!, placed[order[k - 1]!]! + gap);
  });
  const over = Math.max(0, ...placed.map((height) => height - bottom));
  [...order].reverse().forEach((i, k, reversed) => {
    placed[i] = Math.min(placed[i]!, k === 0 ? placed[i]! - over : placed[reversed[k - 1]!]! - gap);
  });
  return placed;
}
