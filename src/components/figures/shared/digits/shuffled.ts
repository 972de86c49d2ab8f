import { seededRandom } from '../../../../lib/random/seeded.ts';

/** 0 to count − 1 in an order that a seed decides (Fisher and Yates). */
export function shuffled(count: number, seed: number): number[] {
  const random = seededRandom(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
