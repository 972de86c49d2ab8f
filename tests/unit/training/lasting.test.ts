import { expect, test } from 'vitest';
import { EngineHost } from '../../../src/lib/engine/host.ts';
import { memoryOf, type PrivateBackend } from '../../../src/lib/engine/kernels/private-tfjs.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { training, type Checkpoint, type TrainingFrame } from '../../../src/lib/experiments/training.ts';
import { buildNet } from '../../../src/lib/nets/index.ts';
import { siteFetch, weightsBase } from '../../helpers.ts';
import { samples } from '../../samples.ts';

/** LASTING_STEPS=10000 makes as many of them as the longest run of the figure has, and more. */
const steps = Number(process.env['LASTING_STEPS'] ?? 1000);
const [frames, seconds] = [20, 30 + steps / 50];

test(`Two networks hold no more after ${steps} steps than after the first, whatever becomes of ε on the way`, async () => {
  const host = new EngineHost({ training }, buildNet, { fetch: siteFetch });
  await host.open({ backend: 'wasm', weightsBase });
  const heap = () => memoryOf(tf.backend() as unknown as PrivateBackend)!.buffer.byteLength;
  const { config } = samples.training;
  const whole = { ...config, width: 4, batch: 2, frames, batchesPerFrame: steps / frames };

  const empty = host.memory();
  let from: Checkpoint | undefined;
  let warm: unknown;
  for (const eps of [2, 3, 0, 1]) {
    const attack = { ...config.attack, eps, steps: 1 };
    const job = host.start('training', { ...whole, attack, ...(from && { from }) });
    // It begins with the frame at which it stands, which has learned nothing.
    for (let learned = 0; learned <= frames / 4; learned++) {
      from = ((await host.next(job)).value as TrainingFrame).checkpoint;
      const held = { ...host.memory(), heap: heap() };
      if (learned > 0) expect(held, `frame ${from.step}`).toEqual((warm ??= held));
    }
    await host.close(job);
    expect(host.memory()).toEqual(empty);
  }
  expect(from!.nets.map((net) => net.steps)).toEqual([steps, steps]);
}, 1000 * seconds);
