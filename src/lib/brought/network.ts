import type { LentModel } from '../engine/models.ts';
import type { NetConfig } from '../engine/weights.ts';
import type { Layout } from '../nets/layout.ts';

/** What figures know of a network that is none of the article's, before its weights are anywhere. */
export interface NetworkFacts {
  /** As experiments and links know it. */
  id: string;
  /** For people. */
  title: string;
  /** Whose it is: the reader's own, or from the list of those who host the site. */
  from: 'reader' | 'host';
  /** Its family. */
  net: string;
  config: NetConfig;
  layout: Layout;
  /** The names of its classes, in the order of its logits, where its file says them. */
  labels?: readonly string[];
  /** Pixels on a side of the pictures that it learned from, where its file says that. */
  side?: number;
  /** Whether its file says that it learned from attacks. */
  robust: boolean;
  /** Bytes that it takes: of its download, or in memory. */
  bytes: number;
}

/** A network that was read whole. */
export interface Brought {
  facts: NetworkFacts;
  weights: LentModel['weights'];
}

/** What begins the id of a network of the reader's: no folder of the site is called so. */
export const ownPrefix = 'own-';

/** What an id may be: it stands in links, beside dots, commas and stars. */
export const isId = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(text);

/** An id out of a name for people, or of a file. */
export function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return `${ownPrefix}${plain.replace(/^own-/, '') || 'network'}`;
}

export const countWeights = (weights: LentModel['weights']): number =>
  Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
