import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import { dispatchesOf, fitsWorkgroups, occupancy } from "../../../src/nn/gpu/dispatches";
import { planStep } from "../../../src/nn/gpu/plan";
import { randomWeights } from "../../../src/nn/random-weights";
import { weights } from "../fixture";

/** Sizes of the melody model: a layer of 512 over 192, two heads of which one has two layers. */
const dense = (rows: number, columns: number) => ({
  kernel: { shape: [rows, columns], values: new Float32Array(rows * columns) },
  bias: new Float32Array(columns),
});
const melody = planStep(192, {
  layers: [dense(704, 2048)],
  heads: {
    token: { reads: "hidden+input", layers: [dense(704, 256), dense(256, 80)] },
    length: { reads: "hidden+input", layers: [dense(704, 160)] },
  },
});
const parameters = 705 * 2048 + 705 * 256 + 257 * 80 + 705 * 160;
const stride = 2 * 512 + 256 + 160 + 80;

describe("what a step of the melody model asks of the card", () => {
  test("one workgroup a sequence: one dispatch, weights read by each", () => {
    expect(occupancy(melody, "one", 16)).toEqual({
      dispatches: [{ workgroups: 16, invocations: 16 * 256 }],
      weightBytes: 16 * 4 * parameters,
      bytesIn: 4 * 16 * 192,
      bytesOut: 4 * 16 * stride,
    });
  });

  test("many: three dispatches, weights read once for two sequences", () => {
    expect(occupancy(melody, "many", 16)).toEqual({
      dispatches: [
        { workgroups: 8 * 8, invocations: 8 * 8 * 64 },
        { workgroups: (4 + 3) * 8, invocations: 7 * 8 * 64 },
        { workgroups: 2 * 8, invocations: 2 * 8 * 64 },
      ],
      weightBytes: 8 * 4 * parameters,
      bytesIn: 4 * 16 * 192,
      bytesOut: 4 * 16 * stride,
    });
  });

  test("many for one sequence: each weight once", () => {
    const { dispatches, weightBytes } = occupancy(melody, "many", 1);
    expect(dispatches.map(({ workgroups }) => workgroups)).toEqual([8, 7, 2]);
    expect(weightBytes).toBe(4 * parameters);
  });
});

test("the last workgroups take what is left of a batch", () => {
  expect(dispatchesOf(melody, "many", 5)[0]).toMatchObject({ rows: 2, workgroups: [8, 3] });
});

test("two layers and a head are three dispatches", () => {
  const plan = planStep(128, randomWeights(128, 256, 2, 128, seededRandom("plan")));
  expect(dispatchesOf(plan, "many", 16)).toHaveLength(3);
  expect(plan.stride).toBe(4 * 256 + 128);
});

test("each product writes a place of its own, and all the row", () => {
  const plan = planStep(4, weights);
  const written = plan.stages.flatMap(({ products }) =>
    products.flatMap(({ kind, to, units }) =>
      Array.from({ length: kind === "lstm" ? 2 * units : units }, (_, i) => to + i),
    ),
  );
  expect(written.sort((a, b) => a - b)).toEqual(Array.from({ length: plan.stride }, (_, i) => i));
  expect(plan.heads.map(({ name, width }) => [name, width])).toEqual([
    ["deep", 7],
    ["shallow", weights.heads.shallow.layers[0]?.bias.length],
  ]);
});

test("a wide network takes one sequence a workgroup, and a too wide one does not fit", () => {
  const wide = (inputs: number) => planStep(inputs, { layers: [dense(inputs + 1, 4)], heads: {} });
  expect(dispatchesOf(wide(3000), "many", 16)[0]?.rows).toBe(1);
  expect(fitsWorkgroups(wide(4095))).toBe(true);
  expect(fitsWorkgroups(wide(4096))).toBe(false);
});
