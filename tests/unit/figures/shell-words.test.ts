import { describe, expect, test } from 'vitest';
import type { FigureRun } from '../../../src/components/figures/shell/run.svelte.ts';
import type { Stepped } from '../../../src/components/figures/shell/stepped.ts';
import { describe as words, megabytes, promise } from '../../../src/components/figures/shell/words.ts';

/** A run of 300 steps in this state, of which frame 12 came last. */
function told(state: Partial<FigureRun<Stepped>>): string {
  const usual = {
    phase: 'running',
    of: 300,
    count: 13,
    stepsPerSecond: 0,
    frameAt: () => ({ step: 12, of: 300 }),
  };
  return words({ ...usual, ...state } as unknown as FigureRun<Stepped>);
}

test.each([
  [0, '1 kB'],
  [640, '1 kB'],
  [99_400, '99 kB'],
  [100_000, '0.1 MB'],
  [6_903_211, '6.9 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(megabytes(bytes)).toBe(text);
});

describe('what running will cost', () => {
  test('names the download that it needs', () => {
    expect(promise('webgpu', 6_903_211)).toBe(
      'Computes on your GPU (WebGPU) after a download of 6.9 MB, once.',
    );
  });

  test('says nothing of a download that nobody notices', () => {
    expect(promise('wasm', 20_000)).toBe('Computes on your processor (WebAssembly).');
  });
});

describe('what a run is doing', () => {
  test.each([
    ['nothing yet', { phase: 'idle' }, ''],
    ['paused by the reader', { phase: 'paused', pausedBy: 'reader' }, 'Paused at step 12 of 300.'],
    [
      'paused for another figure',
      { phase: 'paused', pausedBy: 'other figure' },
      'Paused at step 12 of 300, because another figure is running.',
    ],
    [
      'paused out of view',
      { phase: 'paused', pausedBy: 'out of view' },
      'Paused at step 12 of 300, while out of view.',
    ],
    ['finished', { phase: 'done', frameAt: () => ({ step: 300, of: 300 }) }, 'Finished: 300 steps.'],
    [
      'ended by its optimiser before the plan',
      { phase: 'done' },
      'Finished at step 12 of 300: no further step makes it better.',
    ],
    ['failed, which the error tells', { phase: 'failed' }, ''],
    [
      'downloading',
      { status: { phase: 'downloading', loaded: 1_250_000, total: 6_900_000 } },
      'Downloading 1.3 of 6.9 MB.',
    ],
    ['preparing', { status: { phase: 'preparing' } }, 'Preparing the computation, once.'],
    ['starting', { status: { phase: 'backend' } }, 'Starting.'],
    ['running, but no frame yet', { status: { phase: 'running' }, count: 0 }, 'Starting.'],
    ['running, at a speed not known yet', { status: { phase: 'running' } }, 'Step 12 of 300.'],
    [
      'running slowly',
      { status: { phase: 'running' }, stepsPerSecond: 3.14 },
      'Step 12 of 300, 3.1 steps a second.',
    ],
    [
      'running fast',
      { status: { phase: 'running' }, stepsPerSecond: 41.7 },
      'Step 12 of 300, 42 steps a second.',
    ],
  ] as [string, Partial<FigureRun<Stepped>>, string][])('%s', (_, state, text) => {
    expect(told(state)).toBe(text);
  });
});
