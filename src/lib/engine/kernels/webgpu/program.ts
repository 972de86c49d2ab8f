import type { tf } from '../../tf.ts';
import type { PrivateWebGPUBackend } from './private-tfjs.ts';

/** One dispatch of ours, as TF.js's program runner takes it. */
export interface Program {
  /** Tells programs of different code apart. */
  name: string;
  /** By the names that the code reads them by, in order. */
  inputs: Readonly<Record<string, tf.TensorInfo>>;
  /** Inputs that the code reads as vectors of four numbers. */
  vectors?: readonly string[];
  /** The shape of what comes out, `result` in the code. */
  output: number[];
  /** Whether `result` is vectors of four numbers. */
  vectorOutput?: boolean;
  /** Threads of a workgroup, in a row. */
  threads: number;
  /** Workgroups in each direction. */
  groups: [number, number, number];
  /** Whole numbers that the code reads as `uniforms.<name>`. It must read one at least. */
  uniforms: Readonly<Record<string, number>>;
  /** Other numbers, read in the same way. */
  floats?: Readonly<Record<string, number>>;
  /** WGSL with a `fn main()`, which finds `localIndex` and `workgroupId`. Asked for only when it is to be compiled. */
  code: () => string;
}

/** @returns the result, which is TF.js's to track */
export function runProgram(backend: PrivateWebGPUBackend, program: Program): tf.TensorInfo {
  const { name, inputs, vectors = [], output, vectorOutput = false, threads, groups } = program;
  const names = Object.keys(inputs);
  const uniforms = [...all(program.uniforms, 'int32'), ...all(program.floats ?? {}, 'float32')];
  return backend.runWebGPUProgram(
    {
      shaderKey: `own_${name}`,
      variableNames: names,
      variableComponents: names.map((input) => (vectors.includes(input) ? 4 : 1)),
      outputShape: output,
      outputComponent: vectorOutput ? 4 : 1,
      uniforms: uniforms.map(({ name: uniform, type }) => `${uniform} : ${wgsl[type]}, `).join(''),
      workgroupSize: [threads, 1, 1],
      dispatch: groups,
      // Only says that the code finds its own way: none of the output's dimensions is laid out.
      dispatchLayout: { x: [], y: [0] },
      getUserCode: program.code,
    },
    Object.values(inputs),
    'float32',
    uniforms,
  );
}

const wgsl = { int32: 'i32', float32: 'f32' };

const all = <Type extends keyof typeof wgsl>(values: Readonly<Record<string, number>>, type: Type) =>
  Object.entries(values).map(([name, value]) => ({ name, type, data: [value] }));
