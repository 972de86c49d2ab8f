import { describe, expect, test } from 'vitest';
import {
  castField,
  ourCast,
  playersOf,
  withPlayer,
} from '../../../src/components/figures/shared/networks/cast.ts';
import {
  classifying,
  digitReaders,
  representing,
} from '../../../src/components/figures/shared/networks/needs.ts';
import { cifarResnets, digitNets, roleOf } from '../../../src/components/figures/shared/networks/pairs.ts';
import { idOf, type NetworkFacts } from '../../../src/lib/brought/network.ts';

describe('Who plays', () => {
  test('stands in a link as one word for both, or one for each', () => {
    for (const text of [
      'ours',
      'yours',
      'own-mine,ours',
      'ours,own-mine',
      'own-mine,own-mine',
      'course-net,yours',
    ])
      expect(castField.parse(text), text).toBe(text);
    expect(castField.parse('ours,ours')).toBe('ours');
    expect(castField.parse('yours,yours')).toBe('yours');
  });

  test.each([
    '',
    'own-mine',
    ',',
    'a,b,c',
    'own-mine,',
    '../x,ours',
    'OWN,ours',
    '__proto__,ours',
    'a'.repeat(99) + ',ours',
  ])('is not “%s”', (text) => expect(castField.parse(text)).toBeUndefined());

  test('is changed one at a time', () => {
    const one = withPlayer(ourCast, 1, 'own-mine');
    expect(one).toBe('ours,own-mine');
    expect(withPlayer(one, 0, 'own-other')).toBe('own-other,own-mine');
    expect(withPlayer(one, 1, 'ours')).toBe('ours');
    expect(playersOf('yours')).toEqual(['yours', 'yours']);
  });

  test('is in a role by the article’s network that it plays', () => {
    expect([...digitNets, ...cifarResnets].map(roleOf)).toEqual([0, 1, 0, 1]);
    expect(roleOf('mnist-judge')).toBeUndefined();
  });
});

test.each([
  ['My Net (v2)', 'own-my-net-v2'],
  ['Résumé', 'own-resume'],
  ['模型', 'own-network'],
  ['own-mine', 'own-mine'],
  ['x'.repeat(200), `own-${'x'.repeat(48)}`],
])('A network called “%s” is %s in links', (name, id) => {
  expect(idOf(name)).toBe(id);
  expect(castField.parse(`${id},ours`)).toBe(`${id},ours`);
});

describe('A network suits', () => {
  const facts = (
    change: Partial<NetworkFacts>,
    layout: Partial<NetworkFacts['layout']> = {},
  ): NetworkFacts => ({
    ...{ id: 'own-x', title: 'X', from: 'reader', net: 'resnet', config: {}, robust: false, bytes: 0 },
    layout: { channels: 3, classes: 2, representation: 8, leastSide: 8, ...layout },
    ...change,
  });
  const pets = classifying(32, ['cat', 'dog'], 'cats and dogs');

  test('digits by its one channel, and pictures by its three', () => {
    expect(digitReaders.suits(facts({}, { channels: 1 }))).toBe(true);
    expect(digitReaders.suits(facts({}))).toBe(false);
    expect(representing(32).suits(facts({}, { channels: 1 }))).toBe(false);
  });

  test('by the size of its representation and of what it can look at', () => {
    expect(representing(32, 8).suits(facts({}))).toBe(true);
    expect(representing(32, 9).suits(facts({}))).toBe(false);
    expect(representing(32).suits(facts({}, { representation: 0 }))).toBe(false);
    expect(representing(32).suits(facts({}, { leastSide: 63 }))).toBe(false);
  });

  test('by its classes, in any case of their letters, and is believed where it says none', () => {
    expect(pets.suits(facts({ labels: ['Cat', 'dog'] }))).toBe(true);
    expect(pets.suits(facts({}))).toBe(true);
    expect(pets.suits(facts({ labels: ['dog', 'cat'] }))).toBe(false);
    expect(pets.suits(facts({}, { classes: 3 }))).toBe(false);
  });
});
