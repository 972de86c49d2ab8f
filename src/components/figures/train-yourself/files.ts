import { smallCnnShapes } from '../../../lib/nets/small-cnn-shapes.ts';
import { readSafetensors, writeSafetensors } from '../../../lib/training/safetensors.ts';
import { countWeights, numbersIn } from '../../../lib/training/weight-shapes.ts';
import type { YourPair } from '../shared/networks/yours.svelte.ts';
import { download } from '../shell/save.ts';
import { nets, widths } from './state.ts';

const kind = 'small-cnn';

/** Saves both networks as one file, `standard/conv1/kernel` and so on, with its card as the file's metadata. */
export function saveFile(
  { width, weights }: YourPair,
  card: Record<string, unknown>,
  fileName: string,
): void {
  const shapes = smallCnnShapes(width);
  const tensors = Object.fromEntries(
    nets.flatMap((net, i) =>
      Object.entries(numbersIn(weights[i]!, shapes)).map(([name, values]) => [
        `${net}/${name}`,
        { shape: shapes[name]!, values },
      ]),
    ),
  );
  const metadata = { architecture: kind, width: String(width), card: JSON.stringify(card) };
  download(new Blob([writeSafetensors({ tensors, metadata })]), fileName);
}

/** @throws Error with a sentence, for a file of anything else */
export function pairIn(bytes: Uint8Array): YourPair {
  const { tensors, metadata } = readSafetensors(bytes);
  const width = widths.find((each) => String(each) === metadata['width']);
  if (metadata['architecture'] !== kind || width === undefined)
    throw new Error('Expected networks that were saved by this figure, got others. Choose another file.');
  const shapes = smallCnnShapes(width);
  const weights = nets.map((net) => {
    const vector = new Float32Array(countWeights(shapes));
    for (const [name, values] of Object.entries(numbersIn(vector, shapes))) {
      const found = tensors[`${net}/${name}`]?.values;
      if (found?.length !== values.length || !found.every(Number.isFinite))
        throw new Error(
          `Expected ${values.length} numbers in ${net}/${name}, got others. Choose another file.`,
        );
      values.set(found);
    }
    return vector;
  });
  return { width, weights };
}
