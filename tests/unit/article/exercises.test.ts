import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { figureNames } from '../../../src/components/figures/manifests.ts';
import { parts } from '../../../src/series/registry.mjs';

const files = readdirSync('content/chapters').filter((file) => file.startsWith('exercises-'));
const read = (file: string) => readFileSync(`content/chapters/${file}`, 'utf8');
const exercisesOf = (text: string) => text.match(/<Exercise [\s\S]*?<\/Exercise>/g) ?? [];

test('every chapter of exercises is of a part that has figures', () => {
  const taught = parts()
    .filter(({ outline }) => outline.figures.length > 0)
    .map(({ name }) => `exercises-${name}.mdx`);
  expect(taught).toEqual(expect.arrayContaining(files));
  expect(files.length).toBeGreaterThan(3);
});

describe.each(files)('%s', (file) => {
  const exercises = exercisesOf(read(file));

  test('has ten exercises, each with one answer', () => {
    expect(exercises).toHaveLength(10);
    for (const exercise of exercises) expect(exercise.match(/<Answer>/g)).toHaveLength(1);
  });

  test('sets figures up, asks for derivations, and for a program', () => {
    expect(exercises.filter((one) => one.includes('<Try ')).length).toBeGreaterThanOrEqual(3);
    expect(exercises.filter((one) => one.includes('kind="derive"')).length).toBeGreaterThanOrEqual(2);
    expect(exercises.filter((one) => one.includes('kind="code"')).length).toBeGreaterThanOrEqual(1);
  });
});

test('no two exercises have one address', () => {
  const names = files.flatMap((file) =>
    [...read(file).matchAll(/<Exercise name="([^"]+)"/g)].map(([, name]) => name),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('every speaker’s caption is of a figure, and sets that figure alone', () => {
  for (const file of readdirSync('content/speaking')) {
    const name = file.replace(/\.mdx$/, '');
    expect(figureNames).toContain(name);
    const text = readFileSync(`content/speaking/${file}`, 'utf8');
    for (const [, figure] of text.matchAll(/<Try figure="([^"]+)"/g)) expect(figure, file).toBe(name);
  }
});
