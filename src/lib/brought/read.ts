import { EngineError } from '../engine/errors.ts';
import type { LentModel } from '../engine/models.ts';
import { readSafetensors, type TensorFile } from '../training/safetensors.ts';
import { sha256 } from '../engine/sha256.ts';
import { factsOf, jsonIn, type Description } from './description.ts';
import { groupsIn, weightsIn } from './manifest.ts';
import { countWeights, type Brought } from './network.ts';

/** A file as a browser gives it: `File` is one. `webkitRelativePath` is its place in a folder. */
export interface GivenFile {
  name: string;
  size: number;
  webkitRelativePath?: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Larger files are none of our families, and would not fit a page. */
const largest = 512 * 2 ** 20;

const refused = (sentence: string) => new EngineError('WeightsError', sentence);
const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;
const folderOf = ({ webkitRelativePath = '' }: GivenFile) =>
  webkitRelativePath.split('/').slice(0, -1).join('/');
const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');

async function bytesOf(file: GivenFile): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    const words = `Expected ${file.name} to be readable, got a refusal of the browser. Choose it again.`;
    throw new EngineError('WeightsError', words, { cause });
  }
}

/**
 * Reads the networks in files from the reader's disk and checks each of them whole: sizes, sums where a card has them,
 * shapes against the architecture, numbers. Takes folders as training/convert.py writes them (model.json, shards, and
 * card.json), single .safetensors files that describe themselves, and .safetensors files with a .json beside them.
 *
 * @throws EngineError with a sentence that says what was expected, what came, and what to do
 */
export async function readNetworks(files: readonly GivenFile[]): Promise<Brought[]> {
  const tooLarge = files.find(({ size }) => size > largest);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (tooLarge || total > 2 * largest)
    throw refused(
      `Expected a network of at most ${megabytes(largest)}, got ${megabytes(tooLarge?.size ?? total)}. Bring fewer at once, or convert it with --float16.`,
    );
  const singles = files.filter(({ name }) => /\.safetensors$/i.test(name));
  const models = files.filter(({ name }) => name === 'model.json');
  if (singles.length + models.length === 0)
    throw refused(
      `Expected a .safetensors file, or a folder with model.json and its .bin files, got ${
        files.length === 0
          ? 'nothing'
          : files
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', ')
      }. PyTorch checkpoints go through training/convert.py first.`,
    );
  const read: Brought[] = [];
  for (const file of singles) read.push(...(await readSingle(file, files)));
  for (const model of models) read.push(await readFolder(model, files));
  return read;
}

/** A .safetensors file, and what describes it. */
async function readSingle(file: GivenFile, all: readonly GivenFile[]): Promise<Brought[]> {
  const content = readSafetensors(await bytesOf(file));
  if (content.metadata['architecture'] === 'small-cnn') return trainedPair(content, stemOf(file.name));
  const said = describedIn(content.metadata, file.name);
  const beside = all.filter((other) => /\.json$/i.test(other.name) && folderOf(other) === folderOf(file));
  const own =
    beside.find(({ name }) => stemOf(name) === stemOf(file.name)) ??
    (beside.length === 1 ? beside[0] : undefined);
  const told = own ? jsonIn(await bytesOf(own), own.name) : {};
  return [checked({ ...said, ...told }, content.tensors, stemOf(file.name))];
}

/** `net`, `config` and `card` of a file's metadata, the latter two in JSON. */
function describedIn(metadata: TensorFile['metadata'], name: string): Description {
  const part = (key: string) =>
    metadata[key] === undefined ? {} : jsonIn(new TextEncoder().encode(metadata[key]), `${key} in ${name}`);
  const { net } = metadata;
  return { ...part('card'), ...(net !== undefined && { net, config: part('config') }) };
}

/** The two networks that the figure for training saves in one file. */
function trainedPair({ tensors }: TensorFile, name: string): Brought[] {
  return (['standard', 'robust'] as const).map((kind) => {
    const own = Object.entries(tensors).filter(([key]) => key.startsWith(`${kind}/`));
    const weights = Object.fromEntries(own.map(([key, value]) => [key.slice(kind.length + 1), value]));
    const title = `${name}, ${kind}`;
    return checked({ net: 'small-cnn', title, robust: kind === 'robust' }, weights, title);
  });
}

/** A folder in TF.js's format, its sums held against its card where it has one. */
async function readFolder(modelFile: GivenFile, all: readonly GivenFile[]): Promise<Brought> {
  const folder = folderOf(modelFile);
  const here = new Map(all.filter((file) => folderOf(file) === folder).map((file) => [file.name, file]));
  const modelBytes = await bytesOf(modelFile);
  const model = jsonIn(modelBytes, 'model.json');
  const cardFile = here.get('card.json');
  const card = cardFile ? jsonIn(await bytesOf(cardFile), 'card.json') : {};
  const groups = groupsIn(model);
  const shards = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of groups.flatMap(({ paths }) => paths)) {
    const file = here.get(path);
    if (!file)
      throw refused(
        `Expected ${path} beside model.json, got no such file. Choose the whole folder, or all of its files at once.`,
      );
    shards.set(path, await bytesOf(file));
  }
  await holdToCard(card, new Map([['model.json', modelBytes], ...shards]));
  const { net, config } = (model['userDefinedMetadata'] ?? {}) as Description;
  const weights = weightsIn(groups, (path) => shards.get(path)!);
  return checked({ ...card, net, config }, weights, folder.split('/').pop() || 'A network of yours');
}

/** As a download is. */
async function holdToCard(
  card: Record<string, unknown>,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
) {
  const listed = [card['model'], ...(Array.isArray(card['shards']) ? (card['shards'] as unknown[]) : [])];
  for (const entry of listed) {
    const { path, sha256: sum } = (entry ?? {}) as Record<string, unknown>;
    const bytes = files.get(String(path));
    if (!bytes || typeof sum !== 'string') continue;
    const found = await sha256(bytes);
    if (found !== undefined && found !== sum)
      throw refused(
        `Expected ${String(path)} to have the SHA-256 ${sum.slice(0, 12)}… of its card, got ${found.slice(0, 12)}…. Copy the folder again, or write it anew.`,
      );
  }
}

/** @throws EngineError with a sentence that names the tensor */
function checked(said: Description, weights: LentModel['weights'], fallback: string): Brought {
  const shapes = Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
  const facts = factsOf(said, shapes, 'reader', fallback, 4 * countWeights(weights));
  for (const [name, { values }] of Object.entries(weights)) {
    const at = values.findIndex((value) => !Number.isFinite(value));
    if (at >= 0)
      throw refused(
        `Expected finite numbers in ${name}, got ${values[at]} at ${at}. The training that made it has gone astray: bring an earlier checkpoint.`,
      );
  }
  return { facts, weights };
}
