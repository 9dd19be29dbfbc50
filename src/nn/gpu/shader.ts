import { blocksOf, type Dispatch } from "./dispatches";
import { widthOf, type Product, type Source, type Stage } from "./plan";

/** A dispatch as a shader. */
export interface Shader {
  readonly code: string;
  /** Arrays it reads beside the result; others may not be bound. */
  readonly reads: readonly ("x" | "state" | "weights")[];
}

/**
 * Writes the shader of a dispatch: a workgroup copies the input of a stage for its sequences into
 * memory of its own, then each of its lanes works out some units. Bindings: x [batch × inputs],
 * state [batch × stride], weights; result [batch × stride], in which later stages find what earlier
 * ones wrote.
 */
export function shaderOf(dispatch: Dispatch, inputs: number, stride: number): Shader {
  const { stages, threads, rows } = dispatch;
  const width = Math.max(...stages.map(({ sources }) => widthOf(sources)));
  const used = new Set(stages.flatMap(({ sources }) => sources.map(({ from }) => from)));
  const code = `
    var<workgroup> input: array<f32, ${rows * width}>;
    fn sigmoid(y: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(y, -60.0, 60.0))); }
    fn tangent(y: f32) -> f32 { return tanh(clamp(y, -15.0, 15.0)); }
    // The last workgroup may have rows to spare, which do the last sequence again.
    fn sequence(row: i32) -> i32 {
      return min(i32(workgroupId.y) * ${rows} + row, uniforms.size / ${stride} - 1);
    }
    fn main(index: i32) {
      let thread = i32(localId.x);
      let lane = i32(workgroupId.x) * ${threads} + thread;
      let lanes = i32(numWorkgroups.x) * ${threads};
      ${stages.map((stage) => run(stage, dispatch, width, inputs, stride)).join(`
      storageBarrier();
      workgroupBarrier();`)}
    }`;
  return {
    code,
    reads: ["weights", ...(["x", "state"] as const).filter((name) => used.has(name))],
  };
}

function run(
  stage: Stage,
  { threads, rows }: Dispatch,
  width: number,
  inputs: number,
  stride: number,
): string {
  let start = 0;
  const fills = stage.sources.map((source) => {
    const code = fill(source, start, rows, threads, width, source.from === "x" ? inputs : stride);
    start += source.width;
    return code;
  });
  const blocks = blocksOf(stage, threads);
  let block = 0;
  const products = stage.products.map((one, i) => {
    const code = product(one, block * threads, rows, width, stride);
    block += blocks[i] as number;
    return code;
  });
  return `${fills.join("")}
      workgroupBarrier();${products.join("")}`;
}

function fill(
  { from, at, width }: Source,
  start: number,
  rows: number,
  threads: number,
  total: number,
  stride: number,
): string {
  return `
      for (var i = thread; i < ${rows * width}; i += ${threads}) {
        let row = i / ${width};
        let k = i % ${width};
        input[row * ${total} + ${start} + k] = ${from}[sequence(row) * ${stride} + ${at} + k];
      }`;
}

/** Lanes begin at the product's own `first`, so that products of a stage fall to different ones. */
function product(
  { kind, start, rows: length, units, kernel, bias, to }: Product,
  first: number,
  rows: number,
  width: number,
  stride: number,
): string {
  const gates = kind === "lstm" ? 4 : 1;
  const weight = (at: string) => {
    const parts = Array.from({ length: gates }, (_, g) => `weights[${at} + ${g * units}]`);
    return gates === 1 ? parts.join() : `vec4<f32>(${parts.join(", ")})`;
  };
  const eachRow = (code: (row: number) => string) =>
    Array.from({ length: rows }, (_, row) => code(row)).join("");
  return `
      for (var u = (lane + lanes - ${first} % lanes) % lanes; u < ${units}; u += lanes) {
        ${eachRow((row) => `var y${row} = ${weight(`${bias} + u`)}; `)}
        var at = ${kernel} + u;
        for (var k = ${start}; k < ${start + length}; k++) {
          let w = ${weight("at")};
          ${eachRow((row) => `y${row} += input[${row * width} + k] * w; `)}
          at += ${gates * units};
        }${eachRow(
          (row) => `
        {
          let y = y${row};
          let to = sequence(${row}) * ${stride} + ${to} + u;
          ${ending(kind, units)}
        }`,
        )}
      }`;
}

/** Gates are i, j, f, o, j the candidate. */
function ending(kind: Product["kind"], units: number): string {
  if (kind === "linear") return "result[to] = y;";
  if (kind === "relu") return "result[to] = max(y, 0.0);";
  return `let c = sigmoid(y.z) * state[to + ${units}] + sigmoid(y.x) * tangent(y.y);
          result[to] = sigmoid(y.w) * tangent(c);
          result[to + ${units}] = c;`;
}
