import { EngineError } from '../engine/errors.ts';
import { hasRoom } from '../engine/memory.ts';
import type { Footprint, Net } from '../engine/models.ts';
import type { SynthesisConfig } from './synthesis.ts';

const bytesPerNumber = 4;

/** Of every weight: itself, and what Winograd's transform makes of it for the pass and for its way back, four each. */
const copiesOfWeights = 9;

/** Scratch of the kernels, targets, a network's last layers: what does not grow with the picture. */
const besides = 4e6;

/**
 * Numbers for each pixel that the picture itself takes, three channels each time: ten pairs that L-BFGS remembers, the
 * points of its line search with their gradients, content, start and style, and the rounding of the allocator.
 */
const ofThePicture = 130;

/** More of them where the picture is moved, scaled and turned. */
const ofTransforms = 100;

/** Of a network's largest tensor: what is summed up on the way back, and gaps that the allocator leaves. */
const copiesOfLargest = 4;

/** Of a layer whose activations are smoothed: tensors as large as it. */
const copiesOfSmoothed = 3;

/** What is asked of the networks, as far as it takes memory. */
export interface Demand {
  /** Layers whose activations are smoothed before their Gram matrices are taken. */
  smoothed?: readonly string[];
  transforms?: boolean;
  /** Long sides of which the reader can choose, the largest first; none if not said. */
  sizes?: readonly number[];
}

/** Of style transfer. */
const sides = [512, 384, 256, 128] as const;

/** Of style transfer and of textures. */
export const demandOf = ({
  smoothing,
  styleLayers,
  transforms,
}: Pick<SynthesisConfig, 'smoothing' | 'styleLayers' | 'transforms'>): Demand => ({
  smoothed: smoothing === undefined ? [] : Object.keys(styleLayers),
  transforms,
  sizes: sides,
});

/**
 * What the optimisation of one picture through networks, together in one loss, needs at its peak on wasm, in bytes: their
 * weights, one pass forward through each, and on the way back some tensors as large as their largest. What was measured
 * is at most as much, and at least three fifths of it (tests/unit/experiments/peak.test.ts).
 */
export function peakBytes(
  { width, height }: { width: number; height: number },
  nets: readonly Footprint[],
  { smoothed = [], transforms = false }: Demand = {},
): number {
  const sum = (of: (net: Footprint) => number) => nets.reduce((total, net) => total + of(net), 0);
  const numbers =
    sum(({ made }) => made) +
    copiesOfLargest * Math.max(...nets.map(({ largest }) => largest)) +
    // Only the first network is asked for its style.
    copiesOfSmoothed * smoothed.reduce((total, layer) => total + (nets[0]?.layers[layer] ?? 0), 0) +
    ofThePicture +
    (transforms ? ofTransforms : 0);
  const weights = copiesOfWeights * sum(({ weights }) => weights);
  return besides + bytesPerNumber * (weights + numbers * width * height);
}

/**
 * Refuses a size for which this browser gives no memory, and says which one fits.
 * @param nets of the run, in one loss or in turn; those that say nothing of themselves are small
 * @throws MemoryError
 */
export function requireRoomForPixels(
  size: { width: number; height: number },
  nets: readonly Net[],
  demand: Demand = {},
): void {
  const footprints = [...new Set(nets)].flatMap(({ footprint }) => footprint ?? []);
  if (footprints.length === 0) return;
  const { width, height } = size;
  const own = Math.max(width, height);
  const peakAt = (side: number) =>
    peakBytes({ width: (side / own) * width, height: (side / own) * height }, footprints, demand);
  if (hasRoom(peakAt(own))) return;
  const fits = demand.sizes?.find((side) => side < own && hasRoom(peakAt(side)));
  const needs = `about ${Math.round(peakAt(own) / 1e6)} MB of memory for ${width} × ${height} pixels`;
  const next = fits
    ? `Choose ${fits} px or less, or close other pages.`
    : 'Close other pages, and press Restart.';
  throw new EngineError('MemoryError', `Expected ${needs}, got less from this browser. ${next}`);
}
