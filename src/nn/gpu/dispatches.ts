import { widthOf, type Plan, type Stage } from "./plan";

/** How a step is cut: one workgroup a sequence in one dispatch, or many in a dispatch a stage. */
export const GPU_SHAPES = ["one", "many"] as const;
export type GpuShape = (typeof GPU_SHAPES)[number];

/** Threads of a workgroup: of the one that has all units to itself, and of one with its block. */
const THREADS = { one: 256, many: 64 } as const;

// Sequences for which a workgroup of many reads each weight once: more would leave fewer workgroups.
const MOST_ROWS = 2;
const LARGEST_WORKGROUP_BYTES = 16_384; // what every WebGPU device grants

/** Stages that run at one call. */
export interface Dispatch {
  readonly stages: readonly Stage[];
  readonly threads: number;
  /** Sequences a workgroup works at. */
  readonly rows: number;
  /** Workgroups along the units, and along the batch. */
  readonly workgroups: readonly [units: number, batch: number];
}

/** Whether a workgroup's memory holds the input of each stage. */
export function fitsWorkgroups({ stages }: Plan<string>): boolean {
  return stages.every((stage) => rowsThatFit(stage) > 0);
}

/** The dispatches of a step of `batch` sequences. */
export function dispatchesOf(
  { stages }: Plan<string>,
  shape: GpuShape,
  batch: number,
): readonly Dispatch[] {
  const threads = THREADS[shape];
  if (shape === "one") return [{ stages, threads, rows: 1, workgroups: [1, batch] }];
  return stages.map((stage) => {
    const rows = Math.min(MOST_ROWS, batch, rowsThatFit(stage));
    const blocks = blocksOf(stage, threads).reduce((sum, count) => sum + count, 0);
    return { stages: [stage], threads, rows, workgroups: [blocks, Math.ceil(batch / rows)] };
  });
}

/** Workgroups of so many threads that each product of a stage takes at a unit a thread. */
export function blocksOf({ products }: Stage, threads: number): number[] {
  return products.map(({ units }) => Math.ceil(units / threads));
}

function rowsThatFit({ sources }: Stage): number {
  return Math.floor(LARGEST_WORKGROUP_BYTES / (4 * widthOf(sources)));
}

/** What a step asks of the graphics card. */
export interface Occupancy {
  readonly dispatches: readonly { readonly workgroups: number; readonly invocations: number }[];
  /** Of weights, that the workgroups read together; more than once where several share them. */
  readonly weightBytes: number;
  /** Copied to the card and back. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Follows from the plan alone, whatever card it runs on. */
export function occupancy(plan: Plan<string>, shape: GpuShape, batch: number): Occupancy {
  const dispatches = dispatchesOf(plan, shape, batch);
  const weights = dispatches.map(({ stages, workgroups }) => {
    const products = stages.flatMap((stage) => stage.products);
    const read = products.map(
      ({ kind, rows, units }) => (kind === "lstm" ? 4 : 1) * (rows + 1) * units,
    );
    return workgroups[1] * read.reduce((sum, count) => sum + count, 0);
  });
  return {
    dispatches: dispatches.map(({ threads, workgroups: [units, rows] }) => ({
      workgroups: units * rows,
      invocations: units * rows * threads,
    })),
    weightBytes: 4 * weights.reduce((sum, count) => sum + count, 0),
    bytesIn: 4 * batch * plan.inputs,
    bytesOut: 4 * batch * plan.stride,
  };
}
