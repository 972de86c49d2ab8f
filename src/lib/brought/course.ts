import { downloadBytes, type Card } from '../engine/card.ts';
import { receive, type ReceiveOptions } from '../engine/receive.ts';
import { factsOf, jsonIn } from './description.ts';
import { groupsIn, shapesIn } from './manifest.ts';
import { isId, ownPrefix, type NetworkFacts } from './network.ts';

// Networks that those who host the site offer beside the article's: a folder each in weights/, as training/convert.py
// writes it, and a line in weights/course.json: { "networks": [{ "id": "my-folder" }] }. README.md documents it.

/** What the list and the cards say, as far as they could be read, and what was wrong with the rest, in sentences. */
export interface Course {
  networks: readonly NetworkFacts[];
  faults: readonly string[];
}

/** Lists, cards and descriptions are short; what is longer is something else. */
const longest = 2 ** 20;
/** More would make a menu that nobody reads. */
const most = 100;

/** A list that does not come may do so later. */
const notNow = 'Networks of the site’s host are not offered for now.';
const whoAskedFor = 'Tell whoever hosts this site.';

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** @param base the address of the weights folder, with a slash at its end */
export async function readCourse(base: string, options: ReceiveOptions = {}): Promise<Course> {
  const file = (path: string) => receive(`${base}${path}`, `weights/${path}`, { ...options, most: longest });
  const json = async (path: string) => jsonIn(await file(path), `weights/${path}`);
  let list: Uint8Array;
  try {
    list = await file('course.json');
  } catch (error) {
    options.signal?.throwIfAborted();
    return { networks: [], faults: [`${reasonOf(error)} ${notNow}`] };
  }
  let entries: unknown[];
  try {
    const { networks } = jsonIn(list, 'weights/course.json');
    if (!Array.isArray(networks) || networks.length > most)
      throw new Error(
        `Expected networks in weights/course.json to be a list of at most ${most}, got ${JSON.stringify(networks)?.slice(0, 40)}.`,
      );
    entries = networks;
  } catch (error) {
    return { networks: [], faults: [`${reasonOf(error)} ${whoAskedFor}`] };
  }
  const found = await Promise.allSettled(entries.map((entry) => factsOfEntry(entry, json)));
  return {
    networks: found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    faults: found.flatMap((one) =>
      one.status === 'rejected' ? [`${reasonOf(one.reason)} ${whoAskedFor}`] : [],
    ),
  };
}

async function factsOfEntry(
  entry: unknown,
  json: (path: string) => Promise<Record<string, unknown>>,
): Promise<NetworkFacts> {
  const { id, ...said } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
    string,
    unknown
  >;
  if (typeof id !== 'string' || !isId(id) || id.startsWith(ownPrefix))
    throw new Error(
      `Expected an id in weights/course.json to be the name of a folder, of small letters, digits and hyphens, got ${JSON.stringify(id)}.`,
    );
  const asked = json(`${id}/model.json`);
  // Where both are missing, it is the card that is said to be.
  asked.catch(() => undefined);
  const card = await json(`${id}/card.json`);
  const model = await asked;
  if (card['id'] !== id)
    throw new Error(`Expected the card in weights/${id} to be of ${id}, got ${JSON.stringify(card['id'])}.`);
  const { net, config } = (model['userDefinedMetadata'] ?? {}) as Record<string, unknown>;
  const shapes = shapesIn(groupsIn(model));
  const facts = factsOf(
    { ...card, ...said, net, config },
    shapes,
    'host',
    id,
    downloadBytes(card as unknown as Card),
  );
  return { ...facts, id };
}
