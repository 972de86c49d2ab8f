import { requireFinite } from '../engine/finite.ts';
import { readTogether } from '../engine/readback.ts';
import { tf, type Tensor, type Tensor1D } from '../engine/tf.ts';
import { optimise, type Optimisation, type OptimisationFrame } from './optimise.ts';

/** Where one of the runs stands. */
export interface Standing {
  step: number;
  evaluations: number;
  /** The parts of the loss, by name. */
  parts: Record<string, number>;
  /** What was asked for, flat. */
  values: Float32Array[];
}

/**
 * Several runs at the same pace: every pull is one step of each, and one transfer from the device brings what is read
 * of all of them. A run that ends before the others stays where it is; all is over when the last ends.
 *
 * @param read what to read of a run's frame, besides its loss; tensors that it makes are disposed, others are left alone
 * @throws NumericError when a loss is no finite number
 */
export async function* lockstep(
  runs: readonly Optimisation[],
  read: (frame: OptimisationFrame, run: number) => Tensor[],
): AsyncGenerator<Standing[], void, void> {
  const walks = runs.map(optimise);
  const standings: Standing[] = [];
  try {
    for (;;) {
      const going: { run: number; frame: OptimisationFrame; sizes: number[] }[] = [];
      const packed: Tensor1D[] = [];
      try {
        for (const [run, walk] of walks.entries()) {
          const { value: frame, done } = await walk.next();
          if (done) continue;
          const { sizes, all } = pack(() => [frame.parts, ...read(frame, run)]);
          packed.push(all);
          going.push({ run, frame, sizes });
        }
        if (going.length === 0) return;
        const values = await readTogether(packed);
        for (const [i, { run, frame, sizes }] of going.entries())
          standings[run] = standing(frame, runs[run]!.objective.names, unpacked(values[i]!, sizes));
      } finally {
        tf.dispose(packed);
      }
      yield [...standings];
    }
  } finally {
    for (const walk of walks) await walk.return();
  }
}

/** Some tensors in one; what was made for it is gone afterwards, and what others hold stays. */
function pack(make: () => Tensor[]): { sizes: number[]; all: Tensor1D } {
  let sizes: number[] = [];
  const all = tf.tidy(() => {
    const tensors = make();
    sizes = tensors.map(({ size }) => size);
    return tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size]))) as Tensor1D;
  });
  return { sizes, all };
}

function unpacked(values: Float32Array, sizes: readonly number[]): Float32Array[] {
  let offset = 0;
  return sizes.map((size) => values.slice(offset, (offset += size)));
}

function standing(
  { step, evaluations }: OptimisationFrame,
  names: readonly string[],
  [losses, ...values]: Float32Array[],
): Standing {
  requireFinite(losses!, step);
  const parts = Object.fromEntries(names.map((name, i) => [name, losses![i]!]));
  return { step, evaluations, parts, values };
}
