import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { integer, look } from '../../../src/components/figures/kit/fields.ts';
import { LiveFigure } from '../../../src/components/figures/kit/live-figure.svelte.ts';
import { figureModel } from '../../../src/components/figures/kit/model.ts';

interface State {
  seed: number;
  zoom: number;
  frame: number;
}

const of = 6;
const model = figureModel<State>({
  defaults: { seed: 1, zoom: 2, frame: 0 },
  fields: { seed: integer(1, 9), zoom: look(integer(1, 4)), frame: look(integer(0, of)) },
  frame: 'frame',
});

/** A figure whose frames tell what they were computed of. */
const figure = () =>
  new LiveFigure<State, { step: number; of: number; seed: number }>(model, async function* ({ seed }) {
    for (let step = 0; step <= of; step++) yield { step, of, seed };
  });
const settled = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 2000, interval: 1 });

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => setTimeout(paint));
});
afterEach(() => vi.unstubAllGlobals());

test('what was computed stays for another look, and goes for another run', async () => {
  const live = figure();
  live.start();
  await settled(() => live.run.phase === 'done');
  expect(live.change({ zoom: 4 })).toBe(false);
  expect([live.run.count, live.choice.zoom]).toEqual([of + 1, 4]);
  expect(live.change({ seed: 3 })).toBe(true);
  expect([live.run.phase, live.run.count]).toEqual(['idle', 0]);
  live.start();
  await settled(() => live.run.phase === 'done');
  expect(live.run.frame?.seed).toBe(3);
});

test('a link holds the frame on show, but for the end, and is computed up to it', async () => {
  const live = figure();
  live.open(new URLSearchParams('seed=4&frame=2'));
  expect(live.link().toString()).toBe('seed=4&frame=2');
  live.start();
  await settled(() => live.run.phase === 'paused');
  expect(live.run.frame).toEqual({ step: 2, of, seed: 4 });
  expect(live.link().toString()).toBe('seed=4&frame=2');
  live.start();
  await settled(() => live.run.phase === 'done');
  expect(live.link().toString()).toBe('seed=4');
});

test('it remembers which choices an address has set, whatever is changed later', () => {
  const live = figure();
  live.open(new URLSearchParams('zoom=3'));
  live.change({ zoom: 2, seed: 5 });
  expect([live.openedAs(['zoom']), live.openedAs(['seed'])]).toEqual([true, false]);
  live.open(new URLSearchParams());
  expect(live.openedAs(['zoom', 'seed'])).toBe(false);
});
