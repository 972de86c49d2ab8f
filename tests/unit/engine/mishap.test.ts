import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { EngineHost } from '../../../src/lib/engine/host.ts';
import { Mishap } from '../../../src/lib/engine/mishap.ts';
import { table, tick } from './fake-experiments.ts';
import { base, buildTiny } from './tiny-model.ts';

describe('A mishap', () => {
  const never = new Promise<number>(() => undefined);
  const error = new Error('the worker died');

  test('that does not happen leaves results and failures as they are', async () => {
    const mishap = new Mishap();
    expect(await mishap.orElse(Promise.resolve(3))).toBe(3);
    await expect(mishap.orElse(Promise.reject(new Error('of its own')))).rejects.toThrow('of its own');
    expect(mishap.error).toBeUndefined();
  });

  test('cuts short every wait, those that begin later included', async () => {
    const mishap = new Mishap();
    const waits = [mishap.orElse(never), mishap.orElse(never)];
    mishap.happen(error);
    for (const wait of [...waits, mishap.orElse(never), mishap.orElse(Promise.resolve(1))]) {
      await expect(wait).rejects.toBe(error);
    }
  });

  test('counts once: the first is the one that is told', async () => {
    const mishap = new Mishap();
    mishap.happen(error);
    mishap.happen(new Error('later'));
    await expect(mishap.orElse(never)).rejects.toBe(error);
  });

  test('leaves no failure unhandled when the work fails after it', async () => {
    const mishap = new Mishap();
    let fail = (_: Error) => {};
    const wait = mishap.orElse(new Promise((_, reject) => (fail = reject)));
    mishap.happen(error);
    await expect(wait).rejects.toBe(error);
    fail(new Error('too late to matter'));
    await tick(); // Vitest fails a run with an unhandled rejection.
  });
});

test('A frame that nobody holds any more is freed while the engine lives on', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const host = new EngineHost(table, buildTiny);
  await host.open({ backend: 'cpu', weightsBase: base });
  const job = host.start('count', { name: 'a', to: 100 });
  const frames: WeakRef<object>[] = [];
  for (let i = 0; i < 50; i++) frames.push(new WeakRef((await host.next(job)).value as object));
  await tick();
  collect();
  const alive = frames.filter((frame) => frame.deref() !== undefined).length;
  expect(alive).toBeLessThan(5);
  await host.close(job);
});
