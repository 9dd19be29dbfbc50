import * as tf from "@tensorflow/tfjs-core";
import type { Dispatch } from "./dispatches";
import type { Shader } from "./shader";

/** What is used of TensorFlow.js's WebGPU backend. */
interface GpuBackend {
  runWebGPUProgram(
    program: Program,
    inputs: tf.TensorInfo[],
    type: "float32",
    uniforms?: undefined,
    output?: tf.TensorInfo,
  ): tf.TensorInfo;
}

/** A shader as TensorFlow.js wants it told. */
interface Program {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly shaderKey: string;
  readonly size: true;
  readonly dispatchLayout: { readonly x: number[] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number];
  getUserCode(): string;
}

/**
 * Runs a shader on the current backend, which has to be WebGPU's.
 *
 * @param key     of the shader, by which TensorFlow.js keeps what it compiles to
 * @param result  to go on with; a new one of this shape where there is none
 */
export function runDispatch(
  key: string,
  { threads, workgroups }: Dispatch,
  { code, reads }: Shader,
  arrays: Readonly<Record<Shader["reads"][number], tf.Tensor>>,
  shape: [number, number],
  result?: tf.TensorInfo,
): tf.TensorInfo {
  const program: Program = {
    variableNames: [...reads],
    outputShape: shape,
    shaderKey: key,
    size: true,
    dispatchLayout: { x: [0, 1] },
    dispatch: [...workgroups, 1],
    workgroupSize: [threads, 1, 1],
    getUserCode: () => code,
  };
  const inputs = reads.map((name) => arrays[name]);
  const backend = tf.backend() as unknown as GpuBackend;
  return backend.runWebGPUProgram(program, inputs, "float32", undefined, result);
}
