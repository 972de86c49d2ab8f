/** What one layer sees: [places, channels], row by row. */
export interface Activations {
  width: number;
  height: number;
  channels: number;
  activations: Float32Array;
}

/** The mean over all places of the products of two channels: [channels, channels], symmetric. */
export function gramOf({ activations, channels }: Activations): Float32Array {
  const places = activations.length / channels;
  const sums = new Float64Array(channels * channels);
  for (let at = 0; at < activations.length; at += channels) {
    for (let i = 0; i < channels; i++) {
      const one = activations[at + i]!;
      if (one === 0) continue;
      for (let j = 0; j <= i; j++) sums[i * channels + j]! += one * activations[at + j]!;
    }
  }
  return Float32Array.from({ length: channels * channels }, (_, at) => {
    const [i, j] = [Math.floor(at / channels), at % channels];
    return sums[Math.max(i, j) * channels + Math.min(i, j)]! / places;
  });
}

/** One channel at all places. */
export function channelOf({ activations, channels }: Activations, channel: number): Float32Array {
  return Float32Array.from(
    { length: activations.length / channels },
    (_, place) => activations[place * channels + channel]!,
  );
}

/** Place by place. */
export const productOf = (a: Float32Array, b: Float32Array) => a.map((value, i) => value * b[i]!);

export const meanOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The largest difference of two matrices, as a share of the largest entry. */
export function largestChange(a: Float32Array, b: Float32Array): number {
  const most = a.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const change = a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);
  return most > 0 ? change / most : 0;
}

/**
 * Channels in an order that sets those side by side which are active in the same places: by the second eigenvector
 * of the matrix of their cosines G_ij / sqrt(G_ii G_jj), as spectral ordering does (Barnard, Pothen and Simon 1995).
 * Channels that are never active come last.
 * @param gram [channels, channels]
 */
export function orderOf(gram: Float32Array): number[] {
  const channels = Math.sqrt(gram.length);
  const norm = (i: number) => Math.sqrt(gram[i * channels + i]!);
  const all = Array.from({ length: channels }, (_, i) => i);
  const active = all.filter((i) => norm(i) > 0);
  const cosines = active.map((i) => active.map((j) => gram[i * channels + j]! / (norm(i) * norm(j))));
  // Rows of the walk from channel to channel: its first eigenvector is constant, so only the second tells.
  const sums = cosines.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  let vector = active.map((_, i) => Math.sin(1 + i * 2.399963));
  for (let round = 0; round < 300; round++) {
    const level = vector.reduce((sum, value, i) => sum + value * sums[i]!, 0) / total;
    const bare = vector.map((value) => value - level);
    const next = cosines.map((row, i) => row.reduce((sum, value, j) => sum + value * bare[j]!, 0) / sums[i]!);
    const length = Math.hypot(...next) || 1;
    vector = next.map((value) => value / length);
  }
  const place = new Map(active.map((channel, i) => [channel, vector[i]!]));
  return all.sort((a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || a - b);
}
