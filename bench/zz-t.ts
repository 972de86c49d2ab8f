import { readFile } from 'node:fs/promises';
import { startBackend } from '../src/lib/engine/backend.ts';
import { tf } from '../src/lib/engine/tf.ts';
import { Learner } from '../src/lib/training/learner.ts';
import { batchOf, epochOrder } from '../src/lib/training/labelled-digits.ts';
import { firstWeights } from '../src/lib/training/weight-vector.ts';
import { smallCnnShapes } from '../src/lib/nets/small-cnn.ts';
import { attackBatch } from '../src/lib/training/batch-attack.ts';
import { measureAccuracy } from './acc.ts';
await startBackend('wasm');
const p = await readFile('/tmp/proto/all.bin'), l = await readFile('/tmp/proto/labels.bin');
const test = { pixels: p.subarray(0, 2000*784), labels: l.subarray(0, 2000) };
const learn = { pixels: p.subarray(2000*784), labels: l.subarray(2000) };
const epochs = Number(process.argv[2] ?? 1);
const lr = Number(process.argv[3] ?? 2e-3);
const w = firstWeights(smallCnnShapes(16), 1);
for (const eps of [2, 0]) {
  const L = new Learner(16, 'adam', { weights: w, memory: [], steps: 0 });
  let t = process.cpuUsage().user;
  for (let e = 0; e < epochs; e++) {
    const order = epochOrder(8000, 1, e);
    let sum = 0;
    for (let b = 0; b < 125; b++) {
      const batch = batchOf(learn, order.subarray(64*b, 64*b+64));
      const loss = L.learn(batch, { norm: 'L2', eps, steps: 3 }, lr);
      sum += loss.dataSync()[0]!; 
      loss.dispose(); tf.dispose([batch.images, batch.labels]);
    }
    console.log(eps, 'epoch', e, 'loss', (sum/125).toFixed(3), 'cpu s', ((process.cpuUsage().user - t)/1e6).toFixed(2), tf.memory().numTensors);
  }
  console.log(measureAccuracy(L.net, test, { norm: 'L2', eps: 0, steps: 1 }), measureAccuracy(L.net, test, { norm: 'L2', eps: 1.5, steps: 20 }));
  L.dispose();
}
