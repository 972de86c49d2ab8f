import { beforeAll, describe, expect, test } from 'vitest';
import { tf } from '../../../src/lib/engine/tf.ts';
import { activationsOf, type Pass } from '../../../src/lib/nets/activations.ts';
import { countOf, flagOf, numbersOf, wordOf } from '../../../src/lib/nets/config.ts';
import { buildNet } from '../../../src/lib/nets/index.ts';
import { useBackend } from '../../helpers.ts';

describe('What a model says of its net', () => {
  const config = { stem: 'photo', grid: 7, antialiased: false, layers: [2, 2], odd: [1, 'two'], part: 1.5 };

  test('is read a key at a time', () => {
    expect(wordOf(config, 'stem', ['photo', 'small'])).toBe('photo');
    expect(countOf(config, 'grid')).toBe(7);
    expect(flagOf(config, 'antialiased')).toBe(false);
    expect(numbersOf(config, 'layers', 2)).toEqual([2, 2]);
  });

  test.each([
    [() => wordOf(config, 'stem', ['small']), 'stem to be one of small, got "photo"'],
    [() => wordOf(config, 'block', ['basic']), 'block to be one of basic, got undefined'],
    [() => countOf(config, 'part'), 'part to be a whole number, got 1.5'],
    [() => flagOf(config, 'grid'), 'grid to be true or false, got 7'],
    [() => numbersOf(config, 'layers', 4), 'layers to be 4 numbers, got [2,2]'],
    [() => numbersOf(config, 'odd'), 'odd to be some numbers, got [1,"two"]'],
  ])('is refused in a sentence when it is nonsense (%#)', (read, sentence) => {
    expect(read).toThrow(`Expected the model's ${sentence}.`);
  });

  test('is missed when a family is built without it', () => {
    expect(() => buildNet('resnet', {}, {})).toThrow("Expected the model's layers to be some numbers");
  });
});

describe('A forward pass', () => {
  beforeAll(() => useBackend('cpu'));

  const computed: string[] = [];
  function* pass(): Pass {
    for (const name of ['first', 'second', 'third']) {
      computed.push(name);
      yield [name, tf.scalar(computed.length)];
    }
  }

  test('stops at the activation that is asked for', () => {
    const seen = tf.tidy(() => activationsOf(pass(), 'second'));
    expect(Object.keys(seen)).toEqual(['first', 'second']);
    expect(computed).toEqual(['first', 'second']);
    tf.dispose(seen);
  });
});
