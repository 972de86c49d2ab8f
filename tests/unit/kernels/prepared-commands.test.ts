import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { prepareCommands } from '../../../src/lib/engine/kernels/webgpu/prepared-commands.ts';
import { isKnownWebGPU } from '../../../src/lib/engine/kernels/webgpu/private-tfjs.ts';
import { tf } from '../../../src/lib/engine/tf.ts';
import { FakeDevice, fakeBackend, type FakeBackend } from './fake-gpu.ts';

let device: FakeDevice;
let backend: FakeBackend;

beforeEach(async () => {
  device = new FakeDevice();
  backend = fakeBackend(device);
  tf.registerBackend('webgpu', () => backend as never);
  await tf.setBackend('webgpu');
});
afterEach(() => {
  tf.removeBackend('webgpu');
  vi.unstubAllGlobals();
});

test('TF.js has all that our kernels use of it, and is the version that they were written for', () => {
  expect(isKnownWebGPU(backend)).toBe(true);
  expect(tf.version_core).toBe('4.22.0');
});

test('a backend of another make is not taken for the one we know', () => {
  for (const missing of ['recordAndSubmit', 'bufferManager', 'commandQueueOwnedIds', 'tensorMap']) {
    const other = Object.create(backend, { [missing]: { value: undefined } }) as FakeBackend;
    expect(isKnownWebGPU(other), missing).toBe(false);
  }
});

/** A step as an optimiser takes it: two new tensors, one of them kept for the next. */
function step(x: tf.Tensor): tf.Tensor {
  const next = tf.tidy(() => tf.mul(tf.add(x, x), x));
  x.dispose();
  return next;
}

function start(): tf.Tensor {
  return tf.randomUniform([64, 64]);
}

describe('A step that was taken before', () => {
  const warm = 4;

  test('needs no new uniform buffer and no new bind group', () => {
    prepareCommands(backend);
    let x = start();
    for (let i = 0; i < warm; i++) x = step(x);
    backend.submitQueue();
    const before = { groups: device.groups.length, writes: device.writes };
    for (let i = 0; i < 40; i++) {
      x = step(x);
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
    expect(device.writes).toBe(before.writes);
    // The picture moves between a few buffers before it is where it was.
    expect(device.groups.length - before.groups).toBeLessThan(8);
    x.dispose();
  });

  test('binds the buffers of its own tensors, and is dispatched as often as without us', () => {
    prepareCommands(backend);
    let x = start();
    for (let i = 0; i < warm; i++) x = step(x);
    const bufferOf = (tensor: tf.Tensor) => backend.tensorMap.get(tensor.dataId).resource;
    const count = device.dispatched.length;
    const sum = tf.add(x, x);
    expect(device.dispatched).toHaveLength(count + 1);
    const { group } = device.dispatched.at(-1)!;
    expect(group.entries.map(({ resource }) => resource.buffer).slice(0, 3)).toEqual([
      bufferOf(sum),
      bufferOf(x),
      bufferOf(x),
    ]);
    tf.dispose([x, sum]);
  });

  test('has other uniforms where shapes or settings are others', () => {
    prepareCommands(backend);
    const uniformsOf = (compute: () => tf.Tensor) => {
      tf.dispose([compute(), compute()]);
      return device.dispatched.at(-1)!.group.entries.at(-1)!.resource.buffer;
    };
    const [small, large] = [tf.randomUniform([64, 32]), tf.randomUniform([32, 64])];
    const buffers = [
      uniformsOf(() => tf.clipByValue(small, 0, 1)),
      uniformsOf(() => tf.clipByValue(small, 0, 0.5)),
      uniformsOf(() => tf.clipByValue(large, 0, 1)),
    ];
    expect(new Set(buffers).size).toBe(3);
    expect(uniformsOf(() => tf.clipByValue(small, 0, 1))).toBe(buffers[0]);
    tf.dispose([small, large]);
  });
});

test('commands are submitted in batches as before', () => {
  prepareCommands(backend);
  const size = tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE');
  let x = start();
  x = step(x);
  backend.submitQueue();
  const before = device.submits;
  for (let i = 0; i < size; i++) x = step(x);
  expect(device.submits - before).toBe(2);
  x.dispose();
});

test('bytes on the device stay the same from step to step', () => {
  prepareCommands(backend);
  let x = start();
  for (let i = 0; i < 30; i++) x = step(x);
  const before = backend.memory().numBytesAllocatedInGPU;
  for (let i = 0; i < 60; i++) x = step(x);
  expect(backend.memory().numBytesAllocatedInGPU).toBe(before);
  x.dispose();
});
