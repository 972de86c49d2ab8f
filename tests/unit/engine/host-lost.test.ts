import { beforeEach, expect, test, vi } from 'vitest';
import type * as Backend from '../../../src/lib/engine/backend.ts';
import { EngineHost } from '../../../src/lib/engine/host.ts';
import { forget, log, table, tick } from './fake-experiments.ts';
import { base, buildTiny } from './tiny-model.ts';

// A graphics processor that goes away when it is told to.
vi.mock('../../../src/lib/engine/backend.ts', async (original) => {
  const actual = await original<typeof Backend>();
  const startBackend = async (): Promise<Backend.StartedBackend> => {
    const started = await actual.startBackend('cpu');
    let lose = () => {};
    const lost = new Promise<string>((resolve) => (lose = () => resolve('it overheated')));
    return { ...started, lost, destroyDevice: () => lose() };
  };
  return { ...actual, startBackend };
});

let host: EngineHost;
beforeEach(async () => {
  host = new EngineHost(table, buildTiny);
  await host.open({ weightsBase: base });
  forget();
});

const lost = {
  name: 'DeviceLostError',
  message: expect.stringMatching(/^The graphics processor went away \(it overheated\)\. .* press Restart/),
};

test('A step that is under way when the device is lost ends with DeviceLostError, even if it never would', async () => {
  const job = host.start('count', { name: 'a', to: 3, gate: new Promise(() => undefined) });
  await host.next(job);
  const stuck = host.next(job);
  await tick();
  await host.loseDevice();
  await expect(stuck).rejects.toMatchObject(lost);
});

test('After the device is lost every step of every run says so, and computes nothing', async () => {
  const [a, b] = ['a', 'b'].map((name) => host.start('count', { name, to: 3 })) as [number, number];
  await host.next(a);
  await host.loseDevice();
  for (const job of [a, b, a]) await expect(host.next(job)).rejects.toMatchObject(lost);
  expect(log).toEqual(['a1']);
});

test('Steps that wait their turn when the device is lost are told, too', async () => {
  const a = host.start('count', { name: 'a', to: 3, gate: new Promise(() => undefined) });
  const b = host.start('count', { name: 'b', to: 3 });
  await host.next(a);
  const steps = [host.next(a), host.next(b), host.next(b)];
  await host.loseDevice();
  for (const step of steps) await expect(step).rejects.toMatchObject(lost);
});

test('A run can be closed after the device is lost, though its step never ends', async () => {
  const job = host.start('count', { name: 'a', to: 3, gate: new Promise(() => undefined) });
  await host.next(job);
  const stuck = host.next(job).catch(() => undefined);
  await host.loseDevice();
  await stuck;
  await host.close(job);
});
