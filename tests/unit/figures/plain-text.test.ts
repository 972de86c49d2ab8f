import { expect, test } from 'vitest';
import { grouped, inAlphabet } from '../../../src/components/figures/shared/plain-text.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1\u202f000'],
  [9600, '9\u202f600'],
  [10_000, '10\u202f000'],
  [1_234_567, '1\u202f234\u202f567'],
  [-4000, '-4\u202f000'],
])('%d is written in groups of three digits', (value, text) => {
  expect(grouped(value)).toBe(text);
  expect(grouped(value)).toBe(value.toLocaleString('en').replaceAll(',', '\u202f'));
});

test('Names stand in the order of the alphabet, whatever their capitals', () => {
  const names = ['zebra', 'Arctic fox', 'arch', 'Boat', 'ant'];
  expect([...names].sort(inAlphabet)).toEqual(['ant', 'arch', 'Arctic fox', 'Boat', 'zebra']);
  expect([...names].sort(inAlphabet)).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});
