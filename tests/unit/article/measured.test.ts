import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { format, measured } from '../../../src/components/measured.ts';

let folder: string;

/** A site with one measured file, called `runs`, and one card. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measured-'));
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const write = (path: string, data: object) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(data));
  };
  write('content/measured/runs.json', {
    frames: [0, 50, 150],
    perCell: 20,
    models: {
      plain: { recognised: [0.1, 0.2, 0.25], note: 'text' },
      robust: { recognised: [0.1, 0.4, 0.75] },
    },
  });
  write('public/weights/net/card.json', {
    bytes: 3_284_694,
    adversarial: [
      { norm: 'l2', eps: 1.5, accuracy: 0.9 },
      { norm: 'linf', eps: 0.1, accuracy: 0.95 },
    ],
  });
});

afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const runs = (path: string) => measured({ file: 'runs' }, path);
const card = (path: string) => measured({ card: 'net' }, path);

describe('a number in the prose', () => {
  test.each([
    ['by its name', 'perCell', 20],
    ['within others', 'models.robust.recognised.2', 0.75],
    ['at a frame', 'models.robust.recognised@50', 0.4],
    ['as a difference', 'models.robust.recognised@150 - models.plain.recognised@150', 0.5],
    ['as a ratio', 'models.robust.recognised@150 / models.plain.recognised@150', 3],
    [
      'as a difference over a difference',
      'models.robust.recognised@150 - models.plain.recognised@150 / models.robust.recognised@50 - models.plain.recognised@50',
      2.5,
    ],
  ])('is found %s', (_, path, value) => {
    expect(runs(path)).toBeCloseTo(value, 10);
  });

  test('is found in a card, by what the entry of a list says of itself', () => {
    expect(card('bytes')).toBe(3_284_694);
    expect(card('adversarial[norm=linf].accuracy')).toBe(0.95);
    expect(card('adversarial[eps=1.5].accuracy')).toBe(0.9);
  });
});

describe('a number that is not there', () => {
  test.each([
    ['for a misspelt name', 'models.robust.recognized.2'],
    ['for a name within what is not there', 'nets.robust.recognised.2'],
    ['for a frame that was not measured', 'models.robust.recognised@75'],
    ['for words in its place', 'models.plain.note'],
    ['for a whole list', 'models.plain.recognised'],
  ])('fails, and names the path and the file, %s', (_, path) => {
    expect(() => runs(path)).toThrow(
      `The prose quotes "${path}" of content/measured/runs.json, which holds no such number`,
    );
  });

  test('fails where no entry of a list meets the condition', () => {
    expect(() => card('adversarial[norm=l1].accuracy')).toThrow(
      '"adversarial[norm=l1].accuracy" of public/weights/net/card.json',
    );
  });

  test('names, of two values, the one that is missing', () => {
    expect(() => runs('perCell / models.nobody')).toThrow('The prose quotes "models.nobody"');
  });

  test('fails for a file that nobody has written', () => {
    expect(() => measured({ file: 'later' }, 'frames.0')).toThrow(
      'content/measured/later.json, which does not exist: run the script that measures it',
    );
  });

  test('is not read out of a ratio of three', () => {
    expect(() => runs('perCell / perCell / perCell')).toThrow('as a ratio of two values');
  });
});

test.each([
  [0.8214, 'percent', 0, '82%'],
  [0.8214, 'percent', 1, '82.1%'],
  [3_284_694, 'megabytes', 1, '3.3\u00a0MB'],
  [1234.5, 'number', 2, '1,234.50'],
] as const)('%f is written as a %s with %i decimals', (value, as, digits, text) => {
  expect(format(value, as, digits)).toBe(text);
});
