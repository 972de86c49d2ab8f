import { describe, expect, test } from 'vitest';
import { model, packDrawing, unpackDrawing } from '../../../src/components/figures/traversal/state.ts';
import { integer, oneOf, stepped } from '../../../src/components/figures/kit/fields.ts';
import { figureAddress } from '../../../src/components/figures/shell/permalink.ts';

const { defaults, fields, decode, encode } = model;

/** A small seeded generator (mulberry32), so that a failing fuzz case comes back. */
function seeded(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('a permalink', () => {
  test('gives back the state it was made of', () => {
    const drawn = Uint8Array.from({ length: 392 }, (_, i) => (i * 37) % 256);
    const state = { digit: 7, pick: 19, drawn, dx: -8, dy: 3, target: 4, nets: 'yours', frame: 130 } as const;
    expect(decode(encode(state))).toEqual(state);
  });

  test('says nothing of what is as it always is', () => {
    expect(encode(defaults).toString()).toBe('');
  });

  test.each([
    'digit=10&pick=-1&dx=9&dy=1e1&target=zero&frame=301',
    'digit=&pick=%00&drawn=AAAA&target=0x1',
    'drawn=' + '!'.repeat(523),
    'drawn=' + 'A'.repeat(100_000),
    'digit=3.5&frame=Infinity&dx=NaN&__proto__=1&constructor=2',
    'digit=<script>alert(1)</script>',
  ])('falls back to the defaults for what it cannot read: %s', (text) => {
    expect(decode(new URLSearchParams(text))).toEqual(defaults);
  });

  test('never leads out of the ranges, whatever the address says', () => {
    const random = seeded(1);
    const alphabet = '0123456789-+.eE_ %&=<>aZ\u0000é💣';
    for (let i = 0; i < 2000; i++) {
      const params = new URLSearchParams();
      for (const key of [...Object.keys(fields), 'figure', 'x']) {
        const length = Math.floor(random() * 8);
        params.set(
          key,
          Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join(''),
        );
      }
      const state = decode(params);
      expect(state.digit).toBeOneOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(state.frame >= 0 && state.frame <= 300 && Number.isInteger(state.frame)).toBe(true);
      expect(Math.abs(state.dx) <= 8 && Math.abs(state.dy) <= 8).toBe(true);
      expect(decode(encode(state))).toEqual(state);
    }
  });
});

describe('a field', () => {
  test('of whole numbers refuses halves, exponents and what lies outside', () => {
    const field = integer(-3, 12);
    expect(['-3', '12', '0'].map((text) => field.parse(text))).toEqual([-3, 12, 0]);
    expect(['-4', '13', '1.5', '1e0', '', ' 1', '٣'].map((text) => field.parse(text))).toEqual(
      Array(7).fill(undefined),
    );
  });

  test('of a slider snaps to what the slider can make, and refuses what lies outside', () => {
    const field = stepped({ min: 0.5, max: 4, step: 0.25 });
    expect(['1.239', '.5', '4', '3.99', '1.1', '2.'].map((text) => field.parse(text))).toEqual([
      1.25, 0.5, 4, 4, 1, 2,
    ]);
    expect(['4.01', '', '.', '-1', '1e0', 'NaN', 'Infinity', ' 1'].map((text) => field.parse(text))).toEqual(
      Array(8).fill(undefined),
    );
    expect(field.format(1.2)).toBe('1.2');
  });

  test('of a slider whose last step is shorter never leaves the grid', () => {
    const field = stepped({ min: 0, max: 1, step: 0.3 });
    expect(['1', '0.95', '0.9'].map((text) => field.parse(text))).toEqual([0.9, 0.9, 0.9]);
  });

  test('of words knows only its words', () => {
    expect(['L2', 'l2', ''].map((text) => oneOf(['L2', 'Linf']).parse(text))).toEqual([
      'L2',
      undefined,
      undefined,
    ]);
  });
});

describe('the address of a figure', () => {
  const site = new URL('https://example.org/robust/');

  test('in its part names the figure and jumps to it', () => {
    expect(figureAddress('traversal', new URLSearchParams('target=4'), site, 'digits')).toBe(
      'https://example.org/robust/digits/?figure=traversal&target=4#traversal',
    );
  });

  test('alone is a page of its own', () => {
    expect(figureAddress('traversal', new URLSearchParams('target=4'), site)).toBe(
      'https://example.org/robust/embed/traversal/?target=4',
    );
  });
});

test('a drawing survives its packing to within one of sixteen greys', () => {
  const pixels = Float32Array.from({ length: 784 }, (_, i) => (i % 101) / 100);
  const back = unpackDrawing(packDrawing(pixels));
  expect(Math.max(...back.map((grey, i) => Math.abs(grey - pixels[i]!)))).toBeLessThanOrEqual(
    0.5 / 15 + 1e-6,
  );
});
