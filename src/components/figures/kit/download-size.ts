import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadBytes, type Card } from '../../../lib/engine/card.ts';

/** Bytes that a figure's first run downloads: all shards and descriptions of its models. Read at build time. */
export function downloadSize(models: readonly string[]): number {
  const read = (id: string) =>
    JSON.parse(readFileSync(join(process.cwd(), 'public/weights', id, 'card.json'), 'utf8')) as Card;
  return models.reduce((sum, id) => sum + downloadBytes(read(id)), 0);
}
