import { kernelOf } from "../../base/kernel";
import type { BestColumns } from "../../base/shortlist";
import type { SparseRows } from "../../base/sparse";
import { kernelBytes } from "./bytes";

/** What kernel/similarity.ts exports; of a table its address. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly rowPtr: WebAssembly.Global<"i32">;
  readonly rowIndex: WebAssembly.Global<"i32">;
  readonly rowValue: WebAssembly.Global<"i32">;
  readonly order: WebAssembly.Global<"i32">;
  readonly bestId: WebAssembly.Global<"i32">;
  readonly bestScore: WebAssembly.Global<"i32">;
  place(
    rows: number,
    columns: number,
    entries: number,
    k: number,
    shrinkage: number,
    atLeast: number,
    isSingle: boolean,
  ): void;
  begin(): void;
  nearest(row: number): number;
}

/** The compiled kernel, or null where WebAssembly or its SIMD is absent or forbidden. */
export const similarityKernel = kernelOf(kernelBytes);

/**
 * Writes the nearest of a row to its place, row by row, in a memory of its own that goes with the
 * function.
 *
 * @param rows     longest first; `order` says under which id each is put on lists
 * @param atLeast  pairs with a smaller product are left out
 * @param into     rows × k, empty
 */
export function nearestInKernel(
  kernel: WebAssembly.Module,
  rows: SparseRows,
  order: Uint32Array,
  shrinkage: number,
  atLeast: number,
  into: BestColumns,
): (row: number) => void {
  const entries = rows.index.length;
  const isSingle = isExactInSingle(rows);
  const { exports } = new WebAssembly.Instance(kernel);
  const table = exports as unknown as Exports;
  table.place(rows.rows, rows.columns, entries, into.k, shrinkage, atLeast, isSingle);
  const Values = isSingle ? Float32Array : Float64Array;
  const { buffer } = table.memory;
  new Uint32Array(buffer, table.order.value, rows.rows).set(order);
  new Uint32Array(buffer, table.rowPtr.value, rows.rows + 1).set(rows.ptr);
  new Uint32Array(buffer, table.rowIndex.value, entries).set(rows.index);
  new Values(buffer, table.rowValue.value, entries).set(rows.value);
  table.begin();
  // Memory may have grown, which leaves the views above without a buffer.
  const id = new Int32Array(table.memory.buffer, table.bestId.value, into.k);
  const score = new Float64Array(table.memory.buffer, table.bestScore.value, into.k);
  return (row) => {
    const count = table.nearest(row);
    const at = (order[row] as number) * into.k;
    for (let n = 0; n < count; n++) {
      into.id[at + n] = id[n] as number;
      into.score[at + n] = score[n] as number;
    }
  };
}

/**
 * Whether sums of products come out the same in f32: values are halves or whole, as stars and
 * counts are, and (Cauchy–Schwarz) no sum of products needs more than the 24 bits that f32 has.
 */
function isExactInSingle({ rows, ptr, value }: SparseRows): boolean {
  for (let r = 0; r < rows; r++) {
    const end = ptr[r + 1] as number;
    let square = 0;
    for (let p = ptr[r] as number; p < end; p++) {
      const halves = 2 * (value[p] as number);
      if (halves !== Math.round(halves)) return false;
      square += halves * halves;
    }
    if (square > 2 ** 24) return false;
  }
  return true;
}
