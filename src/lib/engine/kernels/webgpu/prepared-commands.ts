import { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend, ReadyProgram, Uniform } from './private-tfjs.ts';
import { settleBuffers } from './settled-buffers.ts';

/** A dispatch that has been made before: all that is left to do is to say it again. */
interface Command {
  uniforms: GPUBuffer;
  /** By the buffers that they bind. */
  bindGroups: Map<string, GPUBindGroup>;
}

/** Commands kept: a dozen networks at a few sizes each. */
const mostCommands = 4096;
/** Bind groups kept for one command: as many as there are layers of one shape, and some. */
const mostBindGroups = 64;

/**
 * Lets a backend keep the uniform buffer and the bind groups of every dispatch, and use them again for the next one of
 * the same program, shapes and buffers. TF.js makes all of it anew each time, which at small pictures costs more than
 * the arithmetic. The buffers that it pools come back from step to step, so nearly all are found.
 *
 * What is kept is bounded, and holds on to no buffer that the pool would let go.
 */
export function prepareCommands(backend: PrivateWebGPUBackend): void {
  const commands = new Map<string, Command>();
  const record = backend.recordAndSubmit.bind(backend);
  const numberOf = numbering();
  settleBuffers(backend, numberOf);

  backend.recordAndSubmit = (program, output, inputs, uniforms) => {
    const data = [output, ...inputs].map(({ dataId }) => dataId);
    const bound = data.map((dataId) => backend.tensorMap.get(dataId).resource);
    // Pixels come as textures, and whoever times wants a pass for each program.
    const plain = program.pixelsOpType === undefined && backend.activeTimers == null;
    if (!plain || !areBuffers(bound)) return record(program, output, inputs, uniforms);

    const key = keyOf(program, output, inputs, uniforms);
    const known = commands.get(key);
    if (known === undefined) {
      if (commands.size >= mostCommands) forget(commands, backend);
      const made = uniformsOf(backend, () => record(program, output, inputs, uniforms));
      commands.set(key, { uniforms: made, bindGroups: new Map() });
      return;
    }
    const numbers = bound.map(numberOf).join();
    let bindGroup = known.bindGroups.get(numbers);
    if (bindGroup === undefined) {
      if (known.bindGroups.size >= mostBindGroups) known.bindGroups.clear();
      bindGroup = backend.device.createBindGroup({
        layout: program.pipeline.getBindGroupLayout(0),
        entries: [...bound, known.uniforms].map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      known.bindGroups.set(numbers, bindGroup);
    }
    for (const dataId of data) backend.commandQueueOwnedIds.add(dataId);
    dispatch(backend, program, bindGroup);
  };
}

const areBuffers = (resources: unknown[]): resources is GPUBuffer[] =>
  resources.every((resource) => resource instanceof GPUBuffer);

/** Everything that the uniforms are made of, and the pipeline. */
function keyOf(
  program: ReadyProgram,
  output: tf.TensorInfo,
  inputs: tf.TensorInfo[],
  uniforms?: Uniform[] | null,
): string {
  let key = `${program.shaderKey}|${output.shape.join()}`;
  for (const { shape } of inputs) key += `|${shape.join()}`;
  // The size in the uniforms is of the program's own shape, in groups of `outputComponent`.
  if (program.size) key += `;${program.outputShape.join()};${program.outputComponent}`;
  for (const { data } of uniforms ?? []) key += `/${data.join()}`;
  return key;
}

/** The uniform buffer that TF.js makes as it records a command; from now on it is ours. */
function uniformsOf(backend: PrivateWebGPUBackend, recordIt: () => void): GPUBuffer {
  const { makeUniforms } = backend;
  let made: GPUBuffer | undefined;
  backend.makeUniforms = (all) => {
    const binding = makeUniforms.call(backend, all);
    made = binding.buffer;
    backend.uniformPendingDisposal.pop();
    return binding;
  };
  try {
    recordIt();
  } finally {
    backend.makeUniforms = makeUniforms;
  }
  return made!;
}

/** As TF.js does it: in batches, so that the device starts while the rest is still being recorded. */
function dispatch(backend: PrivateWebGPUBackend, program: ReadyProgram, bindGroup: GPUBindGroup): void {
  backend.ensureCommandEncoderReady();
  const pass = (backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass());
  pass.setPipeline(program.pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(...program.dispatch);
  backend.dispatchCountInPass++;
  if (backend.dispatchCountInPass < tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** Gives the uniform buffers back once nothing that is recorded uses them any more. */
function forget(commands: Map<string, Command>, backend: PrivateWebGPUBackend): void {
  for (const { uniforms } of commands.values()) backend.uniformPendingDisposal.push(uniforms);
  commands.clear();
}

/** Gives every object a number, the same each time. */
function numbering(): (thing: object) => number {
  const numbers = new WeakMap<object, number>();
  let next = 0;
  return (thing) => {
    const known = numbers.get(thing);
    if (known !== undefined) return known;
    numbers.set(thing, next);
    return next++;
  };
}
