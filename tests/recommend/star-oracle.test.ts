import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowOf } from "../../src/base/sparse";
import type { StarModel } from "../../src/recommend/model";
import { modelNamed } from "../../src/recommend/models";
import type { Settings } from "../../src/recommend/spec";
import { fixture, interactions, sample, smallShape, someRatings } from "./sample";

/** What tests/fixtures/recommend/stars.py wrote: stars for some empty cells of the sample. */
interface Oracle {
  readonly cells: readonly (readonly [user: number, item: number])[];
  readonly baseline: readonly number[];
  readonly slopeOne: Readonly<Record<"basic" | "weighted", readonly number[]>>;
  readonly neighbours: readonly {
    readonly side: string;
    readonly similarity: string;
    readonly centring: string;
    readonly minOverlap: number;
    readonly stars: readonly number[];
  }[];
}

const oracle = fixture<Oracle>("stars.json");
const data = interactions(sample.ratings, { rows: sample.users, columns: sample.items });

function fit(name: string, settings: Settings = {}, community = data): StarModel {
  return modelNamed(name).fitStars(community, settings);
}

function expectStars(model: StarModel, expected: readonly number[]): void {
  const users = Int32Array.from(oracle.cells, ([user]) => user);
  const stars = model.predict(
    users,
    Int32Array.from(oracle.cells, ([, item]) => item),
  );
  expect(expected.length).toBeGreaterThan(150);
  expected.forEach((value, at) => expect(stars[at]).toBeCloseTo(value, 7));
}

describe("equals numpy", () => {
  test("baseline", () => expectStars(fit("baseline"), oracle.baseline));

  test.each(["basic", "weighted"] as const)("slope one, %s", (scheme) =>
    expectStars(fit("slope-one", { scheme }), oracle.slopeOne[scheme]),
  );

  test.each(oracle.neighbours)(
    "$side-knn, $similarity, $centring",
    ({ side, stars, ...settings }) => expectStars(fit(`${side}-knn`, { ...settings, k: 5 }), stars),
  );
});

const additive = ["baseline", "slope-one"] as const;
const anyModel = fc.constantFrom<[string, Settings]>(
  ["baseline", {}],
  ["slope-one", { scheme: "basic" }],
  ["slope-one", { scheme: "weighted" }],
);

test("someone folded in gets what the same ratings get in the community, and it adds up", () => {
  fc.assert(
    fc.property(someRatings, anyModel, (list, [name, settings]) => {
      const community = interactions(list, smallShape);
      const model = fit(name, settings, community);
      const person = rowOf(community.users, 0);
      const items = community.itemIds.map((_, item) => item);
      const inside = model.predict(new Int32Array(items.length), Int32Array.from(items));
      const folded = model.foldIn(person);
      for (const item of items) {
        const { stars, base, contributions } = folded.predict(item);
        expect(stars).toBeCloseTo(inside[item] as number, 9);
        expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBe(stars);
      }
    }),
  );
});

test.each(additive)(
  "%s gives the mean, or what is known of the item, to someone unknown",
  (name) => {
    const { mean, item } = sample.baselines;
    const [stranger] = fit(name).predict(Int32Array.of(-1), Int32Array.of(0));
    expect(stranger).toBeCloseTo(mean + (name === "baseline" ? (item[0] as number) : 0), 12);
    const nobody = { index: new Uint32Array(0), value: new Float64Array(0) };
    expect(fit(name).foldIn(nobody).predict(0).stars).toBeCloseTo(stranger as number, 12);
  },
);
