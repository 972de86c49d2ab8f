// Where the time of something goes on wasm, kernel by kernel, in the processor's own milliseconds.
import { tf } from '../src/lib/engine/tf.ts';
import { median } from './measure.ts';
import { processorTime } from './processor-time.ts';

/** Milliseconds by kernel and shape. */
type Spent = Map<string, { ms: number; calls: number }>;

/** Wraps every kernel of the running backend. @returns what begins to count anew, and gives what was counted */
function watch(): () => Spent {
  let spent: Spent = new Map();
  for (const kernel of tf.getKernelsForBackend('wasm')) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel({
      ...kernel,
      setupFunc: () => undefined,
      kernelFunc(args) {
        const before = processorTime();
        const result = kernel.kernelFunc(args);
        const ms = processorTime() - before;
        const [first] = Array.isArray(result) ? result : [result];
        const shape = args.inputs['kernel']?.shape ?? first?.shape ?? [];
        const name = `${kernel.kernelName} ${shape.join('x')}`;
        const so = spent.get(name) ?? { ms: 0, calls: 0 };
        spent.set(name, { ms: so.ms + ms, calls: so.calls + 1 });
        return result;
      },
    });
  }
  return () => {
    const counted = spent;
    spent = new Map();
    return counted;
  };
}

/**
 * Prints the kernels of what `compute` does, those that take longest first.
 * @param compute answers with its milliseconds
 */
export async function printKernels(
  title: string,
  compute: () => number | Promise<number>,
  repetitions: number,
): Promise<void> {
  const times = async () => {
    const all: number[] = [];
    for (let i = 0; i < repetitions; i++) all.push(await compute());
    return all;
  };
  await compute();
  await compute();
  const bare = await times();
  const counted = watch();
  await compute();
  counted();
  const seen: Spent[] = [];
  const watched: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    watched.push(await compute());
    seen.push(counted());
  }
  console.log(`${title}: ${median(bare).toFixed(1)} ms`);
  const rows = [...seen[0]!.entries()]
    .map(([name, { calls }]) => ({ name, calls, ms: median(seen.map((one) => one.get(name)?.ms ?? 0)) }))
    .sort((a, b) => b.ms - a.ms);
  for (const { name, calls, ms } of rows.slice(0, 40))
    console.log(`${ms.toFixed(2).padStart(8)}  ${String(calls).padStart(3)}  ${name}`);
  const known = rows.reduce((sum, { ms }) => sum + ms, 0);
  console.log(
    `${known.toFixed(2).padStart(8)}       in kernels, ${median(watched).toFixed(1)} with the watching`,
  );
}
