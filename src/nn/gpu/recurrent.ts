import * as tf from "@tensorflow/tfjs-core";
import type { OpenDevice } from "../device";
import { checkBatch, checkInput, checkRows, checkWeights } from "../recurrent-weights";
import type { RecurrentNetwork, RecurrentWeights } from "../recurrent-weights";
import { stepShader, THREADS, type StepShader } from "./shader";

/** What is used of TensorFlow.js's WebGPU backend. */
interface GpuBackend {
  runWebGPUProgram(program: Program, inputs: tf.TensorInfo[], type: "float32"): tf.TensorInfo;
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

let shaders = 0; // each has a name of its own, by which TensorFlow.js keeps what it compiles to

/**
 * A recurrent network on the graphics card: one dispatch a step for all layers and heads, a
 * workgroup a sequence. Weights and state stay on the card; a step uploads its input and reads back
 * one array.
 */
export class GpuRecurrent<Head extends string> implements RecurrentNetwork<Head> {
  readonly inputs: number;
  readonly #device: OpenDevice;
  readonly #shader: StepShader<Head>;
  readonly #key: string;
  readonly #weights: tf.Tensor1D;
  #batch: number;
  #state: tf.Tensor2D;

  private constructor(device: OpenDevice, inputs: number, shader: StepShader<Head>, batch: number) {
    device.use();
    this.inputs = inputs;
    this.#device = device;
    this.#shader = shader;
    this.#key = `recurrent ${shaders++}`;
    this.#weights = tf.tensor1d(shader.weights, "float32");
    this.#batch = batch;
    this.#state = tf.zeros([batch, shader.stride]);
  }

  /**
   * @returns undefined where the network is too wide for one workgroup
   * @throws RangeError when shapes do not fit one another
   */
  static on<Head extends string>(
    device: OpenDevice,
    weights: RecurrentWeights<Head>,
    batch: number,
  ): GpuRecurrent<Head> | undefined {
    const inputs = checkWeights(weights);
    checkBatch(batch);
    const shader = stepShader(inputs, weights);
    return shader && new GpuRecurrent(device, inputs, shader, batch);
  }

  get batch(): number {
    return this.#batch;
  }

  async step(input: Float32Array): Promise<Record<Head, Float32Array>> {
    checkInput(input, this.#batch, this.inputs);
    this.#device.use();
    const next = tf.tidy(() => this.#run(tf.tensor2d(input, [this.#batch, this.inputs])));
    this.#replace(next);
    const { stride, heads } = this.#shader;
    const rows = await this.#device.read(next);
    const named = heads.map(({ name, at, width }) => {
      const out = new Float32Array(this.#batch * width);
      for (let r = 0; r < this.#batch; r++) {
        const from = r * stride + at;
        out.set(rows.subarray(from, from + width), r * width);
      }
      return [name, out];
    });
    return Object.fromEntries(named) as Record<Head, Float32Array>;
  }

  reset(batch: number = this.#batch): void {
    checkBatch(batch);
    this.#device.use();
    this.#replace(tf.zeros([batch, this.#shader.stride]));
  }

  select(rows: readonly number[]): void {
    checkRows(rows, this.#batch);
    this.#device.use();
    this.#replace(tf.tidy(() => tf.gather(this.#state, tf.tensor1d([...rows], "int32"))));
  }

  dispose(): void {
    tf.dispose([this.#weights, this.#state]);
  }

  #run(x: tf.Tensor2D): tf.Tensor2D {
    const program: Program = {
      variableNames: ["x", "state", "weights"],
      outputShape: [this.#batch, this.#shader.stride],
      shaderKey: this.#key,
      size: true,
      dispatchLayout: { x: [0, 1] },
      dispatch: [this.#batch, 1, 1],
      workgroupSize: [THREADS, 1, 1],
      getUserCode: () => this.#shader.code,
    };
    const backend = tf.backend() as unknown as GpuBackend;
    const result = backend.runWebGPUProgram(program, [x, this.#state, this.#weights], "float32");
    return tf.engine().makeTensorFromTensorInfo(result) as tf.Tensor2D;
  }

  #replace(next: tf.Tensor2D): void {
    this.#state.dispose();
    this.#state = next;
    this.#batch = next.shape[0];
  }
}
