import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { faultsOf, measuredFiles } from '../../../src/components/envelope.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(`content/measured/${name}.json`, 'utf8')) as Record<string, unknown>;

describe('A measured file', () => {
  test('there are the ones that the article quotes', () => {
    expect(measuredFiles()).toEqual(expect.arrayContaining(['style', 'position', 'pooling', 'traversal']));
  });

  test.each(measuredFiles())('%s says by what it was measured, and on networks that ship', (name) => {
    expect(faultsOf(name, read(name))).toEqual([]);
  });
});

describe('A fault in the origin of numbers is found', () => {
  const whole = read('pooling');
  const without = (key: string) => Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));

  test.each([
    ['by', 'to name the command that wrote it'],
    ['commit', 'to name a commit'],
    ['protocol', 'under which "protocol"'],
    ['weights', 'the sha256 of each network'],
  ])('where there is no %s', (key, words) => {
    expect(faultsOf('pooling', without(key))).toEqual([expect.stringContaining(words)]);
  });

  test('where the script is gone', () => {
    const faults = faultsOf('pooling', { ...whole, by: 'python -m training.measure.gone all' });
    expect(faults).toEqual([expect.stringContaining('to name a script that exists in "by"')]);
  });

  test('where a network was trained anew, and says what to run', () => {
    const weights = { ...(whole['weights'] as object), 'cifar-vgg-robust': 'f'.repeat(64) };
    const [fault = '', ...rest] = faultsOf('pooling', { ...whole, weights });
    expect(rest).toEqual([]);
    expect(fault).toContain(
      'content/measured/pooling.json to be measured on the cifar-vgg-robust that ships',
    );
    expect(fault).toContain('run python -m training.measure.pooling');
  });

  test('where a network does not ship', () => {
    const weights = { ...(whole['weights'] as object), nobody: 'f'.repeat(64) };
    expect(faultsOf('pooling', { ...whole, weights })).toEqual([expect.stringContaining('which is none')]);
  });

  test('where the judge is not among the networks', () => {
    const faults = faultsOf('pooling', { ...whole, judge: 'somebody' });
    expect(faults).toEqual([expect.stringContaining('the judge somebody')]);
  });
});
