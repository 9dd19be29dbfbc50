import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { LayerChange } from "../../../src/compose/personal/adapter";
import { AdaptedHead } from "../../../src/compose/personal/head";

interface Oracle {
  readonly shape: Readonly<Record<"inputs" | "hidden" | "outputs" | "rank", number>>;
  readonly kernel: readonly number[];
  readonly bias: readonly number[];
  readonly z: readonly (readonly number[])[];
  readonly pre: readonly (readonly number[])[];
  readonly mask: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly weight: readonly number[];
  readonly nats: readonly number[];
  readonly first: Numbers;
  readonly second: Numbers;
  readonly firstGradient: Numbers;
  readonly secondGradient: Numbers;
}
type Numbers = Readonly<Record<keyof LayerChange, readonly number[]>>;

const file = new URL("../../fixtures/personal/heads.json", import.meta.url);
const oracle = JSON.parse(readFileSync(file, "utf8")) as Oracle;
const PARTS = ["down", "up", "bias"] as const;

function layer({ down, up, bias }: Numbers): LayerChange {
  return {
    down: Float32Array.from(down),
    up: Float32Array.from(up),
    bias: Float32Array.from(bias),
  };
}

function zeros({ down, up, bias }: Numbers): LayerChange {
  return layer({ down: down.map(() => 0), up: up.map(() => 0), bias: bias.map(() => 0) });
}

function setUp() {
  const { hidden, outputs } = oracle.shape;
  const parts = {
    out: {
      kernel: { shape: [hidden, outputs], values: Float32Array.from(oracle.kernel) },
      bias: Float32Array.from(oracle.bias),
    },
    first: layer(oracle.first),
    second: layer(oracle.second),
    firstGradient: zeros(oracle.first),
    secondGradient: zeros(oracle.second),
  };
  const head = new AdaptedHead(parts);
  const row = (rows: readonly (readonly number[])[], i: number) => rows[i] as readonly number[];
  const nats = (i: number) =>
    head.nats(
      Float32Array.from(row(oracle.z, i)),
      Float32Array.from(row(oracle.pre, i)),
      Uint8Array.from(row(oracle.mask, i)),
      oracle.target[i] as number,
    );
  const learn = (i: number, target: number | Float32Array = oracle.target[i] as number) =>
    head.learn(Float32Array.from(row(oracle.z, i)), target, oracle.weight[i] as number);
  return { parts, head, nats, learn };
}

test("nats and gradients are those of PyTorch", () => {
  const { parts, nats, learn } = setUp();
  oracle.nats.forEach((theirs, i) => {
    expect(nats(i)).toBeCloseTo(theirs, 5);
    learn(i);
  });
  for (const part of PARTS) {
    oracle.firstGradient[part].forEach((theirs, i) =>
      expect(parts.firstGradient[part][i]).toBeCloseTo(theirs, 5),
    );
    oracle.secondGradient[part].forEach((theirs, i) =>
      expect(parts.secondGradient[part][i]).toBeCloseTo(theirs, 5),
    );
  }
});

test("gradients are the slopes of the loss", () => {
  const { parts, head, nats, learn } = setUp();
  const loss = () => {
    head.refresh();
    return oracle.weight.reduce((sum, weight, i) => sum + weight * nats(i), 0);
  };
  oracle.weight.forEach((_, i) => {
    nats(i);
    learn(i);
  });
  for (const side of ["first", "second"] as const) {
    for (const part of PARTS) {
      const values = parts[side][part];
      values.forEach((value, i) => {
        values[i] = value + 1e-3;
        const above = loss();
        values[i] = value - 1e-3;
        const below = loss();
        values[i] = value;
        expect(parts[`${side}Gradient`][part][i]).toBeCloseTo((above - below) / 2e-3, 2);
      });
    }
  }
});

test("odds that are certain teach what their event does", () => {
  const [one, other] = [setUp(), setUp()];
  one.nats(1);
  one.learn(1);
  other.nats(1);
  const certain = Float32Array.from(oracle.bias, (_, i) => Number(i === oracle.target[1]));
  other.learn(1, certain);
  expect(other.parts.firstGradient).toEqual(one.parts.firstGradient);
  expect(other.parts.secondGradient).toEqual(one.parts.secondGradient);
});
