import { EngineError } from '../errors.ts';
import type { tf } from '../tf.ts';
import { memoryOf, type PrivateBackend } from './private-tfjs.ts';

/** Loads and stores of 16 bytes are quickest when they do not straddle two lines of the cache. */
const alignment = 64;

/** TF.js's memory, as our kernels see it: everything by its place in bytes. */
export class Heap {
  readonly #backend: PrivateBackend;
  #scratch = { pointer: 0, bytes: 0 };
  /** What malloc gave for a pointer that was moved to a round place. */
  readonly #given = new Map<number, number>();

  constructor(backend: PrivateBackend) {
    this.#backend = backend;
  }

  /** Where a tensor's numbers begin; 0 for none. */
  pointer(tensor: tf.TensorInfo | undefined): number {
    return tensor === undefined ? 0 : this.#backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** A new tensor, its numbers whatever was there. */
  output(shape: number[]): tf.TensorInfo {
    const tensor = this.#backend.makeOutput(shape, 'float32');
    if (this.pointer(tensor) === 0) throw full();
    return tensor;
  }

  /** The same numbers under another name: no copy. */
  share(tensor: tf.TensorInfo): tf.TensorInfo {
    this.#backend.incRef(tensor.dataId);
    return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
  }

  /** Writes some numbers. */
  write(pointer: number, values: Uint32Array | Float32Array): void {
    // Memory that has grown has another buffer.
    const { buffer } = memoryOf(this.#backend)!;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(buffer, pointer, bytes.length).set(bytes);
  }

  /** Room that stays until `free`. @throws BackendError when there is none */
  allocate(bytes: number): number {
    const given = this.#backend.wasm._malloc(bytes + alignment) >>> 0;
    if (given === 0) throw full();
    const pointer = Math.ceil(given / alignment) * alignment;
    this.#given.set(pointer, given);
    return pointer;
  }

  free(pointer: number): void {
    this.#backend.wasm._free(this.#given.get(pointer)!);
    this.#given.delete(pointer);
  }

  /** Room until the next call of `scratch`. */
  scratch(bytes: number): number {
    if (bytes > this.#scratch.bytes) {
      if (this.#scratch.bytes > 0) this.free(this.#scratch.pointer);
      this.#scratch = { pointer: 0, bytes: 0 };
      this.#scratch = { pointer: this.allocate(bytes), bytes };
    }
    return this.#scratch.pointer;
  }
}

const full = () =>
  new EngineError(
    'BackendError',
    'Expected room for one more tensor in WebAssembly, got none. Choose a smaller picture.',
  );
