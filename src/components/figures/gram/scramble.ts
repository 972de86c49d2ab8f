import { seededRandom } from '../../../lib/random/seeded.ts';
import type { Activations } from './matrix.ts';

/**
 * Blocks of a square of side x side places at new places, chosen at random.
 * @param blocks on a side; `side` is a multiple of it
 * @returns for each place, row by row, the place whose content comes to stand there
 */
export function scrambled(side: number, blocks: number, seed: number): Uint32Array {
  const random = seededRandom(seed);
  const order = Array.from({ length: blocks * blocks }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const block = side / blocks;
  return Uint32Array.from({ length: side * side }, (_, place) => {
    const [y, x] = [Math.floor(place / side), place % side];
    const from = order[Math.floor(y / block) * blocks + Math.floor(x / block)]!;
    return (Math.floor(from / blocks) * block + (y % block)) * side + (from % blocks) * block + (x % block);
  });
}

/** Every place with all of its channels where `order` puts it. */
export function moved(seen: Activations, order: Uint32Array): Activations {
  const { activations, channels } = seen;
  const result = new Float32Array(activations.length);
  order.forEach((from, to) =>
    result.set(activations.subarray(from * channels, (from + 1) * channels), to * channels),
  );
  return { ...seen, activations: result };
}
