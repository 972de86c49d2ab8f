/** One file of a model, as its card lists it. `sha256` is lower-case hex. */
export interface FileRecord {
  path: string;
  bytes: number;
  sha256: string;
}

/** What `card.json` must hold for a download; the rest of the card is for people. */
export interface Card {
  id: string;
  shards: FileRecord[];
  model: FileRecord;
}

/** The bytes a model's download takes, shards and description together. */
export function downloadBytes(card: Card): number {
  return card.shards.reduce((sum, shard) => sum + shard.bytes, card.model.bytes);
}
