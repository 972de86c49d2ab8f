import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import remarkMath from 'remark-math';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { remarkClaims } from '../../../src/plugins/remark-claims.mjs';
import { allSentences, attribute, isElement } from '../../../src/plugins/sentences.mjs';
import { components, htmlOf, parse } from './pipeline.ts';

/** A copy of what the prose is read and checked from, to put wrong numbers into. */
let site: string;

beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'claims-'));
  for (const part of ['content/measured', 'content/chapters'])
    cpSync(part, join(site, part), { recursive: true });
  for (const id of readdirSync('public/weights', { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  )) {
    mkdirSync(join(site, 'public/weights', id.name), { recursive: true });
    cpSync(`public/weights/${id.name}/card.json`, join(site, 'public/weights', id.name, 'card.json'));
  }
  vi.spyOn(process, 'cwd').mockReturnValue(site);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(site, { recursive: true });
});

const chapters = () => readdirSync(join(site, 'content/chapters')).filter((file) => file.endsWith('.mdx'));

/** Every chapter, as the build reads it; what it finds wrong. */
async function read() {
  const faults: string[] = [];
  for (const name of chapters()) {
    const path = join(site, 'content/chapters', name);
    await components(readFileSync(path, 'utf8'), remarkMath, remarkClaims).catch((error: Error) =>
      faults.push(error.message),
    );
  }
  return faults;
}

/** Puts a wrong number in a measured file: `wins.robust over standard.gram` and the like. */
function sabotage(name: string, path: string, value: number) {
  const file = join(site, `content/measured/${name}.json`);
  const data = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const inner = keys.reduce((at, key) => at[key] as Record<string, unknown>, data);
  expect(inner[last], 'the number is there').toBeTypeOf('number');
  inner[last] = value;
  writeFileSync(file, JSON.stringify(data));
}

const sentence = (source: string) => htmlOf(source, { remark: [remarkClaims] });

describe('The chapters', () => {
  test('say of the measured files what the measured files hold', async () => {
    expect(await read()).toEqual([]);
  });

  test.each([
    ['style', 'wins.robust over standard.gram', 12, 'the robust ResNet’s picture is nearer to the style'],
    ['style', 'means.standard.gram', 0.02, 'the distance is'],
    ['style', 'own.standard.style', 0.02, 'what is left of the distance itself is about a tenth'],
    [
      'effort',
      'pairs.nagasaki-boats-facets.networks.vgg.end.own',
      0.5,
      'VGG paints whatever one measures it by',
    ],
    ['style-patches', 'wins.robust over standard.patches', 12, 'every pair, of either data set'],
    ['style', 'means.layer-4.gram', 0.01, 'no stage does alone what four do together'],
    ['style', 'wins.photos-vgg-robust over photos-vgg.highFrequency', 9, 'our first expectation does hold'],
    ['position', 'models.mnist-cnn-robust.recognised.2.3', 0.9, 'Ours suffers too'],
    ['position', 'judgeReads.2', 0.6, 'the judge reads 60% of the starts correctly'],
    ['pooling', 'wins.vgg-robust-max over vgg-max.gram', 13, 'is nearer to the painting in 13 of 28 pairs'],
    ['pooling', 'wins.vgg over vgg-max.gram', 5, 'comes out behind its other self in 5'],
    ['pooling', 'means.vgg-max.gram', 0.01, 'instead of 0.042'],
    ['traversal', 'models.mnist-cnn-robust.recognised.3', 0.5, 'at half that distance'],
    [
      'artifacts',
      'means.cifar-resnet-robust-antialiased.antialiased.checkerboard',
      2,
      'anti-aliased siblings',
    ],
    ['layer-robustness', 'models.cifar-vgg-standard.R.3', 0.6, 'nearer to its standard sibling'],
    ['style-judges', 'robustOverStandard.fewest', 11, 'all four are of one mind'],
  ])('fail the build when %s.json says that %s is %f', async (name, path, value, words) => {
    sabotage(name, path, value);
    const failure = (await read()).join('\n');
    expect(failure).toContain(`of content/measured/${name}.json`);
    expect(failure).toContain(path.split('.').slice(0, 2).join('.'));
    expect(failure).toContain(String(value));
    expect(failure).toContain('“');
    expect(failure.slice(failure.indexOf('“'))).toContain(words);
  });
});

describe('A sentence that compares', () => {
  const holds = (that: string) =>
    `One is <Holds file="pooling" that="${that}">nearer</Holds> than the other.`;

  test('leaves nothing of its binding in the page', async () => {
    const { html } = await sentence(holds('means.vgg-robust-max.gram < means.vgg-max.gram'));
    expect(html).toBe('<p>One is nearer than the other.</p>');
  });

  test('fails with the file, the value, what was expected, and itself', async () => {
    sabotage('pooling', 'means.vgg-robust-max.gram', 0.5);
    await expect(sentence(holds('means.vgg-robust-max.gram < 0.1'))).rejects.toThrow(
      'A sentence is no longer true. Expected means.vgg-robust-max.gram of content/measured/pooling.json to be ' +
        'below 0.1, got 0.5. Change the sentence, or measure again: “One is nearer than the other.”',
    );
  });

  test('may compare values of two files, a card among them, and a number of times', async () => {
    const source = holds(
      'style:means.vgg.gram < 0.5 * means.vgg-max.gram and cifar-vgg-standard:bytes > 1000',
    );
    await expect(sentence(source)).resolves.toBeDefined();
  });

  test.each([
    ['0 < means.vgg-max.gram < 1', true],
    ['0 < means.vgg-max.gram < 0.01', false],
    ['wins.vgg over vgg-max.gram = 28', true],
    ['wins.vgg over vgg-max.gram >= 29', false],
    ['wins.vgg over vgg-max.gram <= 28', true],
    ['wins.vgg over vgg-max.gram ~ 24', true],
    ['wins.vgg over vgg-max.gram ~ 20', false],
    ['means.vgg-max.gram > 0 and means.vgg-max.gram > 1', false],
  ])('reads %s as %s', async (that, isTrue) => {
    const failure = await sentence(holds(that)).then(
      () => true,
      () => false,
    );
    expect(failure).toBe(isTrue);
  });

  test.each([
    ['nothing', '<Holds>nearer</Holds>', 'A <Holds> says what holds'],
    ['no comparison', holds('means.vgg-max.gram'), 'to compare two values'],
    ['no words', 'One <Holds that="1 < 2" /> other.', 'has no words in it'],
    ['a value of no file', 'One <Holds that="means < 2">is</Holds>.', 'write "file:means"'],
    ['a value that is not there', holds('means.nobody.gram < 2'), 'which holds no such number'],
  ])('fails the build when it binds %s', async (_, source, words) => {
    await expect(sentence(source)).rejects.toThrow(words);
  });

  test('is found in captions and lists too', async () => {
    sabotage('pooling', 'means.vgg-max.gram', 9);
    const number = '<Measured file="pooling" path="means.vgg-max.gram" expect="< 1" />';
    for (const source of [
      `<Figure name="one">\n\nA caption of ${number}.\n\n</Figure>`,
      `- An entry of ${number}.`,
    ])
      await expect(sentence(source)).rejects.toThrow('to be below 1, got 9');
  });
});

describe('The front matter', () => {
  const withClaim = (says: string, that: string) => {
    const abstract = 'Robust networks paint.';
    const tree = { type: 'root', children: [] };
    const fail = (message: string) => {
      throw new Error(message);
    };
    const file = { data: { astro: { frontmatter: { abstract, claims: [{ says, that }] } } }, fail };
    return () => (remarkClaims() as (tree: object, file: object) => void)(tree, file);
  };

  test('is held to what it claims', () => {
    expect(withClaim('networks paint', 'style:means.robust.gram < 0.1')).not.toThrow();
    sabotage('style', 'means.robust.gram', 0.7);
    expect(withClaim('networks paint', 'style:means.robust.gram < 0.1')).toThrow(
      'Expected style:means.robust.gram of content/measured/style.json to be below 0.1, got 0.7',
    );
  });

  test('claims only what it says', () => {
    expect(withClaim('networks sing', '1 < 2')).toThrow('claims "networks sing", and says it nowhere');
  });
});

describe('No sentence sets measured numbers against each other unbound', () => {
  /** Words by which a sentence compares. */
  const comparing =
    /\b(than|only|nearer|further from|ahead|behind|less|fewer|lower|higher|twice|half|instead of|against \d|no more|at least|times as)\b/;

  test.each(readdirSync('content/chapters').filter((file) => file.endsWith('.mdx')))('in %s', (name) => {
    const tree = parse(readFileSync(join('content/chapters', name), 'utf8'));
    const unbound = [...allSentences(tree)].filter(
      ({ text, nodes }) =>
        nodes.some((node) => isElement(node, 'Measured')) &&
        comparing.test(text) &&
        !nodes.some((node) => isElement(node, 'Holds') || attribute(node, 'expect') !== undefined),
    );
    expect(unbound.map(({ text }) => text)).toEqual([]);
  });
});
