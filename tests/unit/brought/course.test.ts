import { describe, expect, test } from 'vitest';
import { readCourse } from '../../../src/lib/brought/course.ts';
import { siteFetch, weightsBase } from '../../helpers.ts';

/** The site's files, with a list of the course's. */
const listing =
  (content: string | undefined): typeof fetch =>
  async (input, init) => {
    if (!(input instanceof URL ? input.href : (input as string)).endsWith('/course.json'))
      return siteFetch(input, init);
    return content === undefined ? new Response('', { status: 404 }) : new Response(content);
  };
const read = (content: unknown) =>
  readCourse(weightsBase, {
    fetch: listing(typeof content === 'string' ? content : JSON.stringify(content)),
  });

describe('The list of a course', () => {
  test('that ships is empty', async () => {
    expect(await readCourse(weightsBase, { fetch: siteFetch })).toEqual({ networks: [], faults: [] });
  });

  test('offers the folders that it names, with what it says of them', async () => {
    const labels = ['nought', ...'123456789'];
    const { networks, faults } = await read({
      networks: [
        { id: 'cifar-resnet-robust', title: 'Ours', side: 32 },
        { id: 'mnist-judge', labels },
      ],
    });
    expect(faults).toEqual([]);
    expect(networks).toMatchObject([
      { id: 'cifar-resnet-robust', title: 'Ours', from: 'host', side: 32, robust: true, bytes: 1244767 },
      { id: 'mnist-judge', labels, layout: { channels: 1 } },
    ]);
  });

  test('that is wrong in one line offers the others, and says which', async () => {
    const { networks, faults } = await read({
      networks: [
        { id: 'mnist-judge' },
        { id: '../secret' },
        'mnist-judge',
        { id: 'own-mine' },
        { id: 'not-there' },
        { id: 'mnist-cnn-robust', labels: ['one'] },
      ],
    });
    expect(networks.map(({ id }) => id)).toEqual(['mnist-judge']);
    expect(faults).toHaveLength(5);
    expect(faults[0]).toBe(
      'Expected an id in weights/course.json to be the name of a folder, of small letters, digits and hyphens, got "../secret". Tell whoever hosts this site.',
    );
    expect(faults[3]).toMatch(/^Expected weights\/not-there\/card.json to be found, got the answer 404\./);
    expect(faults[4]).toMatch(/^Expected labels to be a list of 10 names/);
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'Expected weights/course.json to be an object in JSON'],
    [
      'no list',
      { networks: 3 },
      'Expected networks in weights/course.json to be a list of at most 100, got 3.',
    ],
    ['too long', 'x'.repeat(2 ** 20 + 1), 'Expected weights/course.json to have 1048576 bytes, got more.'],
  ])('that is %s is a sentence, and no network', async (_, content, sentence) => {
    const { networks, faults } = await read(content);
    expect(networks).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(sentence);
  });
});
