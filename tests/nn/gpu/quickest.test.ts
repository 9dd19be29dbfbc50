import { expect, test } from "vitest";
import { quickest } from "../../../src/nn/gpu/quickest";

/** Runs that take the times told, one after another, the first of each being the warm-up. */
async function choose(times: Readonly<Record<string, readonly number[]>>): Promise<string> {
  let clock = 0;
  const runs = new Map<string, number>();
  const run = (name: string) => {
    const i = runs.get(name) ?? 0;
    runs.set(name, i + 1);
    clock += times[name]?.[i] ?? 0;
    return Promise.resolve();
  };
  return quickest(Object.keys(times), run, () => clock);
}

test.each([
  ["the quicker", { one: [9, 5, 5, 5], many: [9, 4, 4, 4] }, "many"],
  ["of equals the first", { one: [1, 4, 4, 4], many: [1, 4, 4, 4] }, "one"],
  ["without regard to the warm-up", { one: [1, 5, 5, 5], many: [99, 4, 4, 4] }, "many"],
  [
    "by the shortest run, as others were disturbed",
    { one: [1, 99, 3, 99], many: [1, 4, 4, 4] },
    "one",
  ],
])("%s is taken", async (_, times, best) => {
  expect(await choose(times)).toBe(best);
});

test("a run that fails is an error", async () => {
  await expect(quickest([1], () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
  await expect(quickest([], () => Promise.resolve())).rejects.toThrow(RangeError);
});
