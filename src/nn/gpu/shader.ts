import type { RecurrentWeights } from "../recurrent-weights";

/** Threads of a workgroup, each with a share of the units. */
export const THREADS = 256;

const LARGEST_WORKGROUP_BYTES = 16_384; // what every WebGPU device grants

/** A whole step as one shader, and its weights as one array. */
export interface StepShader<Head extends string> {
  readonly code: string;
  /** Kernels and biases, one behind another, in the order the shader meets them. */
  readonly weights: Float32Array;
  /** Numbers a sequence in state and result: h, c of each layer, then the heads. */
  readonly stride: number;
  readonly heads: readonly { readonly name: Head; readonly at: number; readonly width: number }[];
}

/**
 * Writes the shader of one step: a workgroup a sequence runs all layers, gates and heads, with
 * vectors between layers in its own memory. Bindings: x [batch × inputs], state [batch × stride],
 * weights; result [batch × stride].
 *
 * @returns undefined where a workgroup's memory is too small for the vectors
 */
export function stepShader<Head extends string>(
  inputs: number,
  { layers, heads }: RecurrentWeights<Head>,
): StepShader<Head> | undefined {
  const weights = new Packed();
  const ends: { name: Head; at: number; width: number }[] = [];
  const parts: string[] = [];
  let longest = inputs;
  let widest = 0;
  let state = 0;
  let top = 0;
  for (const [i, { kernel, bias }] of layers.entries()) {
    const width = i === 0 ? inputs : top;
    top = bias.length / 4;
    longest = Math.max(longest, width + top, top + inputs);
    widest = Math.max(widest, top);
    const below = i === 0 ? `x[row * ${inputs} + k]` : "out[k]";
    parts.push(
      fill("input", 0, width, below),
      fill("input", width, top, `state[first + ${state} + k]`),
      lstm(width + top, top, weights.put(kernel.values), weights.put(bias), state),
    );
    state += 2 * top;
  }
  parts.push(fill("input", 0, top, "out[k]"), fill("input", top, inputs, `x[row * ${inputs} + k]`));
  for (const [name, head] of Object.entries<RecurrentWeights<Head>["heads"][Head]>(heads)) {
    let from = "input";
    let rows = head.reads === "hidden" ? top : top + inputs;
    for (const [i, { kernel, bias, activation }] of head.layers.entries()) {
      const isLast = i === head.layers.length - 1;
      const to = isLast ? `result[first + ${state} + u]` : `${from === "out" ? "next" : "out"}[u]`;
      const places = [weights.put(kernel.values), weights.put(bias)] as const;
      parts.push(dense(from, rows, bias.length, ...places, activation === "relu", to));
      from = from === "out" ? "next" : "out";
      rows = bias.length;
      if (!isLast) widest = Math.max(widest, rows);
    }
    ends.push({ name: name as Head, at: state, width: rows });
    state += rows;
  }
  if (4 * (longest + 2 * widest) > LARGEST_WORKGROUP_BYTES) return undefined;
  const code = `
    var<workgroup> input: array<f32, ${longest}>;
    var<workgroup> out: array<f32, ${widest}>;
    var<workgroup> next: array<f32, ${widest}>;
    fn sigmoid(y: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(y, -60.0, 60.0))); }
    fn tangent(y: f32) -> f32 { return tanh(clamp(y, -15.0, 15.0)); }
    fn main(index: i32) {
      let row = i32(workgroupId.x);
      let thread = i32(localId.x);
      // TensorFlow.js binds its uniforms, so a shader has to use them.
      let first = min(row * ${state}, uniforms.size - ${state});
      ${parts.join("\n")}
    }`;
  return { code, weights: weights.whole(), stride: state, heads: ends };
}

/** Arrays one behind another. */
class Packed {
  readonly #arrays: Float32Array[] = [];
  #length = 0;

  /** @returns where the array starts */
  put(values: Float32Array): number {
    const start = this.#length;
    this.#arrays.push(values);
    this.#length += values.length;
    return start;
  }

  whole(): Float32Array {
    const out = new Float32Array(this.#length);
    let at = 0;
    for (const array of this.#arrays) {
      out.set(array, at);
      at += array.length;
    }
    return out;
  }
}

function fill(to: string, start: number, length: number, from: string): string {
  return `
      for (var k = thread; k < ${length}; k += ${THREADS}) { ${to}[${start} + k] = ${from}; }
      workgroupBarrier();`;
}

/** A thread works out all four gates of its units: i, j, f, o, j the candidate. */
function lstm(rows: number, hidden: number, kernel: number, bias: number, state: number): string {
  const gates = [0, 1, 2, 3];
  const sum = (at: string) => gates.map((g) => `weights[${at} + ${g * hidden}]`).join(", ");
  return `
      for (var u = thread; u < ${hidden}; u += ${THREADS}) {
        var g = vec4<f32>(${sum(`${bias} + u`)});
        var w = ${kernel} + u;
        for (var k = 0; k < ${rows}; k++) {
          g += input[k] * vec4<f32>(${sum("w")});
          w += ${4 * hidden};
        }
        let c = sigmoid(g.z) * state[first + ${state + hidden} + u] + sigmoid(g.x) * tangent(g.y);
        let h = sigmoid(g.w) * tangent(c);
        result[first + ${state} + u] = h;
        result[first + ${state + hidden} + u] = c;
        out[u] = h;
      }
      workgroupBarrier();`;
}

function dense(
  from: string,
  rows: number,
  columns: number,
  kernel: number,
  bias: number,
  isRelu: boolean,
  to: string,
): string {
  return `
      for (var u = thread; u < ${columns}; u += ${THREADS}) {
        var y = weights[${bias} + u];
        for (var k = 0; k < ${rows}; k++) { y += ${from}[k] * weights[${kernel} + k * ${columns} + u]; }
        ${to} = ${isRelu ? "max(y, 0.0)" : "y"};
      }
      workgroupBarrier();`;
}
