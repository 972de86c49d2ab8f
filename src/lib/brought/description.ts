import { EngineError } from '../engine/errors.ts';
import type { NetConfig } from '../engine/weights.ts';
import { layoutOf, type WeightShapes } from '../nets/layout.ts';
import { idOf, type NetworkFacts } from './network.ts';

// What a card, a config beside the weights, or the metadata of one file says. Whoever wrote it is a stranger.

/** Everything that is read of it; each may be missing or anything. */
export interface Description {
  net?: unknown;
  config?: unknown;
  id?: unknown;
  title?: unknown;
  labels?: unknown;
  side?: unknown;
  robust?: unknown;
  hyperparameters?: unknown;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** A text of one line, not longer than a heading. */
export const lineIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim().replace(/\s+/g, ' ').slice(0, 120)
    : undefined;

/** @throws EngineError with a sentence, where there are names and they are not one for each class */
function labelsIn(value: unknown, classes: number): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const names = Array.isArray(value) ? value.map(lineIn) : [];
  if (names.length === classes && names.every((name) => name !== undefined)) return names as string[];
  const got = Array.isArray(value) ? `${value.length}` : JSON.stringify(value)?.slice(0, 40);
  throw refused(
    `Expected labels to be a list of ${classes} names, one for each class, got ${got}. Put it right in the card, or leave it out.`,
  );
}

function sideIn(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (Number.isInteger(value) && Number(value) >= 8 && Number(value) <= 1024) return Number(value);
  throw refused(
    `Expected side, the pixels on a side of its pictures, to be a whole number from 8 to 1024, got ${JSON.stringify(value)}. Put it right in the card, or leave it out.`,
  );
}

const refused = (sentence: string) => new EngineError('WeightsError', sentence);

/**
 * What is known of a network, once its weights have been held against its architecture.
 * @param fallback what to call it where nothing says that
 * @throws EngineError with a sentence
 */
export function factsOf(
  said: Description,
  shapes: WeightShapes,
  from: NetworkFacts['from'],
  fallback: string,
  bytes: number,
): NetworkFacts {
  if (typeof said.net !== 'string')
    throw refused(
      `Expected a description of the network beside its weights, with “net” and “config”, got ${said.net === undefined ? 'none' : JSON.stringify(said.net)}. Bring its card or config as well, or what training/convert.py writes.`,
    );
  const config: NetConfig = record(said.config);
  const layout = layoutOf(said.net, config, shapes);
  const labels = layout.classes > 0 ? labelsIn(said.labels, layout.classes) : undefined;
  const side = layout.channels === 1 ? 28 : sideIn(said.side);
  const title = lineIn(said.title) ?? lineIn(said.id) ?? fallback;
  return {
    id: idOf(lineIn(said.id) ?? title),
    title,
    from,
    net: said.net,
    config,
    layout,
    ...(labels && { labels }),
    ...(side !== undefined && { side }),
    robust: said.robust === true || record(said.hyperparameters)['examples'] === 'adversarial',
    bytes,
  };
}

/** What a text in JSON says. @throws EngineError with a sentence that names the file */
export function jsonIn(bytes: Uint8Array, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Said below.
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw refused(`Expected ${name} to be an object in JSON, got something else. Write it anew.`);
}
