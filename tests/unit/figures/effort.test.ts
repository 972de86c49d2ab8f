import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cellAt, cells, sheetOf } from '../../../src/components/figures/effort/cells.ts';
import { bands, placeOf, places, wordsOf } from '../../../src/components/figures/effort/course.ts';
import {
  compact,
  measures,
  ownStyleOf,
  placesOf,
  valueAt,
  type Measured,
} from '../../../src/components/figures/effort/data.ts';
import { inLockstep } from '../../../src/components/figures/effort/lockstep.ts';
import {
  configOf,
  iterations,
  marks,
  networkNames,
  networks,
  side,
  sizes,
} from '../../../src/components/figures/effort/protocol.ts';
import { groups, model, pairs, perSize } from '../../../src/components/figures/effort/state.ts';
import { chosenPairs } from '../../../scripts/effort/pairs.ts';
import type { StyleTransferFrame } from '../../../src/lib/experiments/style-transfer.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const measured = read('content/measured/effort.json');
const blank = { width: side, height: side, pixels: new Float32Array(side * side * 3) };

describe('the pairs', () => {
  const scored = (style: string, standard: number) => ({
    content: 'photo',
    style,
    models: { standard: { gram: standard }, robust: { gram: 1 } },
  });

  test('are the widest, the middle and the narrowest gap after eighty iterations, and the counter-case', () => {
    const found = chosenPairs([scored('c', 3), scored('a', 1), scored('d', 9), scored('b', 2)]);
    expect(found.map(({ style, rule }) => [style, rule])).toEqual([
      ['d', 'widest'],
      ['points', 'counter-case'],
      ['b', 'middle'],
      ['a', 'narrowest'],
    ]);
  });

  test('that are shown are among them, and were painted by every network as the figure says', () => {
    const allowed = chosenPairs(read('content/measured/style.json').pairs);
    expect(pairs.length).toBeGreaterThanOrEqual(2);
    for (const pair of pairs) {
      expect(allowed.map(({ content, style }) => `${content}-${style}`)).toContain(pair);
      expect(Object.keys(measured.pairs[pair].networks).sort()).toEqual([...networkNames].sort());
    }
    expect(measured.protocol).toMatchObject({ sizes, iterations, marks });
    expect(measured.steps).toEqual(places.map(({ step }) => step));
    expect(measured.judgedSteps).toEqual([0, ...cells].map((cell) => places[cell]!.step));
    for (const name of networkNames) expect(measured.weights).toHaveProperty(networks[name].model);
  });

  test('have a sheet of every network, small enough to travel', () => {
    const files = pairs.flatMap((pair) => networkNames.map((name) => `public/${sheetOf(pair, name)}`));
    const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
    expect(bytes).toBeLessThan(1_600_000);
  });
});

describe('a place in the course of a run', () => {
  test('is a mark where a run has one, and lies between two elsewhere', () => {
    expect(places.map(({ step }) => placeOf(step, iterations))).toEqual(places.map((_, i) => i));
    expect(placeOf(30, iterations)).toBeCloseTo(3.5);
    expect(placeOf(iterations + 1, iterations)).toBeCloseTo(bands[1]!.from + 0.2);
  });

  test('of a shorter run is where as many iterations of that size lie', () => {
    expect(placeOf(20, 20)).toBe(3);
    expect(placeOf(21, 20)).toBeCloseTo(bands[1]!.from + 0.2);
    expect(placeOf(60, 20)).toBe(bands[2]!.from + 3);
  });

  test('shows the last picture before it', () => {
    expect(cellAt(0)).toBe(-1);
    expect(cellAt(cells[0]! + 0.5)).toBe(0);
    expect(cellAt(places.length - 1)).toBe(cells.length - 1);
  });

  test('is told in words', () => {
    expect(wordsOf(0)).toBe('the photograph');
    expect(wordsOf(places.length - 1)).toBe('256 px, iteration 240 of 240');
  });
});

test('the curves have a value at every place, of every network and measure', () => {
  const { pairs: shown } = compact(measured as Measured, pairs);
  for (const { values } of Object.values(shown))
    for (const name of networkNames)
      for (const { name: measure } of measures) {
        const line = values[name][measure];
        expect(line.length, `${name} ${measure}`).toBe(placesOf(measure).length);
        expect(line.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }
});

test('a judge has looked last at what is shown', () => {
  const line = placesOf('alexnet').map((place) => 100 - place);
  expect(valueAt(line, 'alexnet', cells[1]! + 1)).toBe(100 - cells[1]!);
  expect(valueAt(line, 'alexnet', places.length - 1)).toBe(100 - cells.at(-1)!);
});

test('a loss is told without its weight', () => {
  expect(ownStyleOf({ style: { relu2_x: 30, relu3_x: 20 } })).toBe(0.5);
});

test('every network is asked under one rule', () => {
  const {
    model: _,
    styleLayers: __,
    contentLayer: ___,
    averagePooling: ____,
    ...first
  } = configOf('standard', blank, blank);
  for (const name of networkNames) expect(configOf(name, blank, blank)).toMatchObject(first);
  expect(configOf('vgg', blank, blank).averagePooling).toBe(true);
  expect(configOf('vgg', blank, blank, 20).iterations).toBe(20);
});

describe('runs in lockstep', () => {
  const run = async function* (steps: readonly number[]) {
    for (const step of steps) yield { step, of: 3 } as StyleTransferFrame;
  };

  test('go on until the last has ended, and who has ended stays where it was', async () => {
    const frames = [];
    for await (const { step, runs } of inLockstep([run([0, 1]), run([0, 1, 2])]))
      frames.push([step, ...runs.map((one) => one.step)]);
    expect(frames).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 1, 2],
    ]);
  });

  test('all end when the reader ends them', async () => {
    let ended = 0;
    const endless = async function* () {
      try {
        for (let step = 0; ; step++) yield { step, of: 9 } as StyleTransferFrame;
      } finally {
        ended++;
      }
    };
    for await (const { step } of inLockstep([endless(), endless()])) if (step === 1) break;
    expect(ended).toBe(2);
  });
});

test('a link cannot ask for a frame that its run does not have', () => {
  const of = (query: string) => model.decode(new URLSearchParams(query));
  expect(of('frame=700').frame).toBe(0);
  expect(of('frame=700&iterations=240').frame).toBe(700);
  expect(Math.max(...perSize)).toBe(iterations);
  expect(groups.all).toEqual(networkNames);
});
