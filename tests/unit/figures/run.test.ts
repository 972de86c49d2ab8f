import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FigureRun } from '../../../src/components/figures/shell/run.svelte.ts';

interface Frame {
  step: number;
  of: number;
}

const of = 10;

/** An experiment of ten steps that notes whether it was freed. */
function source(failAt = Infinity) {
  const log = { started: 0, freed: 0 };
  const frames = async function* ({ signal }: { signal: AbortSignal }): AsyncGenerator<Frame, void, void> {
    const attempt = ++log.started;
    try {
      for (let step = 0; step <= of; step++) {
        signal.throwIfAborted();
        if (attempt === 1 && step === failAt) throw new Error('The graphics processor went away.');
        yield { step, of };
      }
    } finally {
      log.freed += 1;
    }
  };
  return { log, frames };
}

const settled = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 2000, interval: 1 });

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => setTimeout(paint));
});
afterEach(() => vi.unstubAllGlobals());

describe('a figure’s run', () => {
  test('computes to the end and keeps every frame', async () => {
    const { log, frames } = source();
    const run = new FigureRun<Frame>({ frames });
    run.run();
    await settled(() => run.phase === 'done');
    expect(run.frames.map((frame) => frame.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([run.shown, log.freed]).toEqual([10, 1]);
  });

  test('pauses where it is and goes on from there', async () => {
    const { log, frames } = source();
    const run = new FigureRun<Frame>({ frames });
    run.run();
    await settled(() => run.count === 3);
    run.pause();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(run.count).toBeLessThan(6);
    run.run();
    await settled(() => run.phase === 'done');
    expect([run.count, log.started]).toEqual([11, 1]);
  });

  test('knows from its first frames how many there will be, though they come after every third step', async () => {
    const frames = async function* (): AsyncGenerator<Frame, void, void> {
      for (const step of [0, 3, 6, 9, 10]) yield { step, of };
    };
    const run = new FigureRun<Frame>({ frames });
    run.run(3);
    await settled(() => run.phase === 'paused');
    expect([run.count, run.lastIndex]).toEqual([2, 4]);
    run.run();
    await settled(() => run.phase === 'done');
    expect([run.shown, run.lastIndex]).toEqual([4, 4]);
  });

  test('stops at the step that a link names, though frames come after every third', async () => {
    const frames = async function* (): AsyncGenerator<Frame, void, void> {
      for (let step = 0; step <= 12; step += 3) yield { step, of: 12 };
    };
    const run = new FigureRun<Frame>({ frames });
    run.stopAt(6);
    run.run();
    await settled(() => run.phase === 'paused');
    expect([run.frame?.step, run.count]).toEqual([6, 3]);
    run.step();
    await settled(() => run.count === 4 && run.phase === 'paused');
    expect(run.frame?.step).toBe(9);
  });

  test('computes the next frame while one is painted, and not what nobody asked for', async () => {
    let pulled = 0;
    const frames = async function* (): AsyncGenerator<Frame, void, void> {
      for (let step = 0; step <= of; step++) {
        pulled = step + 1;
        yield { step, of };
      }
    };
    let paint = () => {};
    vi.stubGlobal('requestAnimationFrame', (painted: () => void) => (paint = painted));
    const run = new FigureRun<Frame>({ frames });
    run.run();
    await settled(() => pulled === 2);
    expect(run.count).toBe(1);
    run.pause();
    paint();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([run.count, pulled]).toEqual([1, 2]);
    run.step();
    await settled(() => run.count === 2);
    expect([run.frame?.step, pulled]).toEqual([1, 2]);
    run.reset();
  });

  test('keeps all frames and shows some where a screen is slow, the last one always', async () => {
    const seen = new Set<number>();
    vi.stubGlobal('requestAnimationFrame', (paint: () => void) => {
      seen.add(run.shown);
      setTimeout(paint, 40);
    });
    const run = new FigureRun<Frame>(source());
    run.run();
    await settled(() => run.phase === 'done');
    expect([run.count, run.shown]).toEqual([11, 10]);
    expect(seen.size).toBeLessThan(6);
  });

  test('steps one frame at a time', async () => {
    const run = new FigureRun<Frame>(source());
    run.step();
    await settled(() => run.phase === 'paused');
    expect([run.count, run.shown]).toEqual([1, 0]);
    run.step();
    await settled(() => run.phase === 'paused' && run.count === 2);
    expect(run.shown).toBe(1);
    run.show(0);
    run.step();
    expect([run.count, run.shown]).toEqual([2, 1]);
  });

  test('stops at the frame that a link asks for', async () => {
    const run = new FigureRun<Frame>(source());
    run.stopAt(4);
    run.run();
    await settled(() => run.phase === 'paused');
    expect([run.count, run.shown]).toEqual([5, 4]);
  });

  test('reaches the end also when the link asks for the last frame', async () => {
    const run = new FigureRun<Frame>(source());
    run.stopAt(of);
    run.run();
    await settled(() => run.phase === 'done');
    expect(run.count).toBe(11);
  });

  test('keeps the reader’s place while new frames arrive', async () => {
    const run = new FigureRun<Frame>(source());
    run.run();
    await settled(() => run.count === 4);
    run.show(1);
    await settled(() => run.phase === 'done');
    expect(run.shown).toBe(1);
  });

  test('never moves the reader by a frame that was under way when he paused', async () => {
    let arrive: () => void = () => undefined;
    const slow = async function* (): AsyncGenerator<Frame, void, void> {
      for (let step = 0; step <= of; step++) {
        if (step === 4) await new Promise<void>((resolve) => (arrive = resolve));
        yield { step, of };
      }
    };
    const run = new FigureRun<Frame>({ frames: slow });
    run.run();
    await settled(() => run.count === 4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    run.pause();
    run.show(3);
    arrive();
    await settled(() => run.count === 5);
    expect([run.phase, run.shown]).toEqual(['paused', 3]);
    run.show(2);
    run.run();
    await settled(() => run.phase === 'done');
    expect(run.shown).toBe(2);
  });

  test('follows on after a pause, when the reader has not looked elsewhere', async () => {
    let arrive: () => void = () => undefined;
    const slow = async function* (): AsyncGenerator<Frame, void, void> {
      for (let step = 0; step <= of; step++) {
        if (step === of) await new Promise<void>((resolve) => (arrive = resolve));
        yield { step, of };
      }
    };
    const run = new FigureRun<Frame>({ frames: slow });
    run.run();
    await settled(() => run.count === of);
    await new Promise((resolve) => setTimeout(resolve, 20));
    run.pause('out of view');
    arrive();
    await settled(() => run.count === of + 1);
    expect(run.shown).toBe(of - 1);
    run.run();
    await settled(() => run.phase === 'done');
    expect(run.shown).toBe(of);
  });

  test('frees the experiment when it is reset, and starts afresh', async () => {
    const { log, frames } = source();
    const run = new FigureRun<Frame>({ frames });
    run.run();
    await settled(() => run.count === 3);
    run.reset();
    expect([run.phase, run.count]).toEqual(['idle', 0]);
    await settled(() => log.freed === 1);
    run.run();
    await settled(() => run.phase === 'done');
    expect([run.count, log.started, log.freed]).toEqual([11, 2, 2]);
  });

  test('keeps what was seen when it fails, and computes it again on restart', async () => {
    const { frames } = source(5);
    const run = new FigureRun<Frame>({ frames });
    run.run();
    await settled(() => run.phase === 'failed');
    expect([run.count, run.shown, run.error?.message]).toEqual([5, 4, 'The graphics processor went away.']);
    run.restart();
    await settled(() => run.phase === 'done');
    expect([run.count, run.shown, run.error]).toEqual([11, 10, undefined]);
  });

  test('gives way to another figure', async () => {
    const first = new FigureRun<Frame>(source());
    const second = new FigureRun<Frame>(source());
    first.run();
    await settled(() => first.count === 2);
    second.run();
    expect([first.phase, first.pausedBy]).toEqual(['paused', 'other figure']);
    await settled(() => second.phase === 'done');
    first.run();
    await settled(() => first.phase === 'done');
    expect(first.count).toBe(11);
  });

  test('replays from the first frame without computing', async () => {
    const { log, frames } = source();
    const run = new FigureRun<Frame>({ frames });
    run.run();
    await settled(() => run.phase === 'done');
    const replay = run.replay();
    expect([run.replaying, run.shown]).toEqual([true, 0]);
    await replay;
    expect([run.shown, log.started]).toEqual([10, 1]);
  });
});
