import * as tf from "@tensorflow/tfjs-core";
import type { OpenDevice } from "../device";
import { checkBatch, checkInput, checkRows, checkWeights } from "../recurrent-weights";
import type { HeadWeights, RecurrentNetwork, RecurrentWeights } from "../recurrent-weights";
import { dispatchesOf, fitsWorkgroups, GPU_SHAPES, type GpuShape } from "./dispatches";
import { planStep, type Plan } from "./plan";
import { quickest } from "./quickest";
import { runDispatch } from "./run-dispatch";
import { shaderOf, type Shader } from "./shader";

/** The quicker shape of networks and batches met on a device; another device starts afresh. */
const found = new WeakMap<OpenDevice, Map<string, GpuShape>>();

/**
 * A recurrent network on the graphics card, by shaders of our own: a workgroup a sequence in one
 * dispatch a step, or many workgroups in a dispatch a stage, whichever is quicker for the batch it
 * is opened or reset for. Weights and state stay on the card; a step uploads its input and reads
 * back one array.
 */
export class GpuRecurrent<Head extends string> implements RecurrentNetwork<Head> {
  readonly inputs: number;
  readonly #device: OpenDevice;
  readonly #plan: Plan<Head>;
  readonly #key: string;
  readonly #shaders = new Map<string, Shader>();
  readonly #weights: tf.Tensor1D;
  readonly #given: GpuShape | undefined;
  #shape: GpuShape | undefined;
  #batch: number;
  #state: tf.Tensor2D;

  private constructor(device: OpenDevice, plan: Plan<Head>, batch: number, shape?: GpuShape) {
    device.use();
    this.inputs = plan.inputs;
    this.#device = device;
    this.#plan = plan;
    this.#key = JSON.stringify([plan.inputs, plan.stride, plan.stages]);
    this.#weights = tf.tensor1d(plan.weights, "float32");
    this.#given = shape;
    this.#shape = shape;
    this.#batch = batch;
    this.#state = tf.zeros([batch, plan.stride]);
  }

  /**
   * @param shape  the quicker by a short measurement, where it is not given
   * @returns undefined where the network is too wide for a workgroup, or a head has no layer
   * @throws RangeError when shapes do not fit one another
   */
  static on<Head extends string>(
    device: OpenDevice,
    weights: RecurrentWeights<Head>,
    batch: number,
    shape?: GpuShape,
  ): GpuRecurrent<Head> | undefined {
    const inputs = checkWeights(weights);
    checkBatch(batch);
    const heads = Object.values<HeadWeights>(weights.heads);
    if (heads.some(({ layers }) => layers.length === 0)) return undefined;
    const plan = planStep(inputs, weights);
    return fitsWorkgroups(plan) ? new GpuRecurrent(device, plan, batch, shape) : undefined;
  }

  get batch(): number {
    return this.#batch;
  }

  async step(input: Float32Array): Promise<Record<Head, Float32Array>> {
    checkInput(input, this.#batch, this.inputs);
    this.#shape ??= await this.#quickerShape(input);
    this.#device.use();
    const next = this.#run(input, this.#shape);
    this.#replace(next);
    const { stride, heads } = this.#plan;
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
    if (batch !== this.#batch) this.#shape = this.#given;
    this.#replace(tf.zeros([batch, this.#plan.stride]));
  }

  select(rows: readonly number[]): void {
    checkRows(rows, this.#batch);
    this.#device.use();
    this.#replace(tf.tidy(() => tf.gather(this.#state, tf.tensor1d([...rows], "int32"))));
  }

  dispose(): void {
    tf.dispose([this.#weights, this.#state]);
  }

  /** Remembered, or found by steps whose results are thrown away. */
  async #quickerShape(input: Float32Array): Promise<GpuShape> {
    const known = found.get(this.#device) ?? new Map<string, GpuShape>();
    found.set(this.#device, known);
    const key = `${this.#batch} ${this.#key}`;
    const shape =
      known.get(key) ??
      (await quickest(GPU_SHAPES, async (shape) => {
        this.#device.use();
        const result = this.#run(input, shape);
        try {
          await this.#device.read(result);
        } finally {
          result.dispose();
        }
      }));
    known.set(key, shape);
    return shape;
  }

  #run(input: Float32Array, shape: GpuShape): tf.Tensor2D {
    const { inputs, stride } = this.#plan;
    return tf.tidy(() => {
      const x = tf.tensor2d(input, [this.#batch, inputs]);
      const arrays = { x, state: this.#state, weights: this.#weights };
      let result: tf.TensorInfo | undefined;
      for (const [i, dispatch] of dispatchesOf(this.#plan, shape, this.#batch).entries()) {
        const key = `${shape} ${i} ${dispatch.rows} ${this.#key}`;
        const shader = this.#shaders.get(key) ?? shaderOf(dispatch, inputs, stride);
        this.#shaders.set(key, shader);
        result = runDispatch(key, dispatch, shader, arrays, [this.#batch, stride], result);
      }
      return tf.engine().makeTensorFromTensorInfo(result as tf.TensorInfo) as tf.Tensor2D;
    });
  }

  #replace(next: tf.Tensor2D): void {
    this.#state.dispose();
    this.#state = next;
    this.#batch = next.shape[0];
  }
}
