import { readFileSync, readdirSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { photographs } from '../../../scripts/pictures/contents.ts';
import { paintedStyles } from '../../../scripts/pictures/styles.ts';
import { handNames } from '../../../src/lib/painter/index.ts';

const folder = 'content/pictures';
const index = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as Record<
  'contents' | 'styles',
  { name: string; credit: string; source: string; licence: string; focus: [number, number] }[]
>;

describe.each(['contents', 'styles'] as const)('the pictures under %s', (kind) => {
  const entries = index[kind];

  test('are those of the list, and no others', () => {
    const files = readdirSync(`${folder}/${kind}`).sort();
    expect(files).toEqual(entries.map(({ name }) => `${name}.jpg`).sort());
  });

  test.each(entries)('$name is a square of 640 pixels in at most 200 kB, with its credit', async (entry) => {
    const { name, credit, source, licence, focus } = entry;
    const bytes = readFileSync(`${folder}/${kind}/${name}.jpg`);
    const { width, height, format, space } = await sharp(bytes).metadata();
    expect({ width, height, format, space }).toEqual({
      width: 640,
      height: 640,
      format: 'jpeg',
      space: 'srgb',
    });
    expect(bytes.length).toBeLessThanOrEqual(200_000);
    expect(focus.every((value) => value > 0 && value < 1)).toBe(true);
    expect([credit, source, licence].every((text) => text.length > 0)).toBe(true);
  });
});

test('the list is what the script would write', () => {
  expect(index.contents.map(({ name }) => name)).toEqual(photographs.map(({ name }) => name));
  expect(index.styles).toMatchObject(
    paintedStyles.map(({ name, title, hand, seed }) => ({ name, title, hand, seed })),
  );
});

test('every hand has one painting on the site', () => {
  expect(paintedStyles.map(({ hand }) => hand)).toEqual(handNames);
});
