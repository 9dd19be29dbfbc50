import { describe, expect, test } from "vitest";
import {
  firstForm,
  metersFor,
  meterOf,
  requestOf,
  settingsOf,
  throwDice,
  tuneTypes,
  withChange,
} from "../../src/app/studio-form";
import { tune } from "./tune";

describe("the request", () => {
  test("leaves out what is left open", () => {
    expect(requestOf({ ...firstForm, seed: 7 })).toEqual({
      temperature: 0.9,
      topP: 0.97,
      seed: 7,
      count: 5,
    });
  });

  test("says what was chosen", () => {
    expect(
      requestOf({
        ...firstForm,
        type: "jig",
        tonic: "D",
        mode: "dorian",
        meter: "6/8",
        bars: 16,
        energy: "high",
        plan: "AABA",
        chords: "D | G",
        temperature: 1.1,
        seed: 3,
        count: 5,
      }),
    ).toEqual({
      type: "jig",
      key: { tonic: "D", mode: "dorian" },
      meter: { beats: 6, unit: 8 },
      bars: 16,
      energy: "high",
      form: "AABA",
      chords: ["D", "G"],
      temperature: 1.1,
      topP: 0.97,
      seed: 3,
      count: 5,
    });
  });

  test("a motif brings its own key and metre; leanings and style go along", () => {
    const motif = tune("Seed");
    const form = { ...firstForm, tonic: "Bb", meter: "3/4", like: ["a"], motif } as const;
    const supply = { like: [tune("Loved")], profileId: "me" };
    const request = requestOf(form, supply);
    expect(request).toMatchObject({ motif, ...supply });
    expect([request.key, request.meter]).toEqual([undefined, undefined]);
  });

  test("is kept with a piece as plain words and numbers", () => {
    const form = { ...firstForm, like: ["a", "b"], motif: tune("Seed") };
    expect(settingsOf(form)).toMatchObject({ like: "a b", motif: "given", style: "any" });
    expect(settingsOf(firstForm)).toMatchObject({ like: "none", motif: "none" });
  });

  test("completes a key half chosen, the same for the same seed", () => {
    const form = { ...firstForm, mode: "dorian", seed: 11 } as const;
    const { key } = requestOf(form);
    expect(key?.mode).toBe("dorian");
    expect(key?.tonic).toMatch(/^[A-G]$/);
    expect(requestOf(form).key).toEqual(key);
    expect(requestOf({ ...firstForm, tonic: "Bb", seed: 1 }).key?.tonic).toBe("Bb");
  });
});

test("a metre that a type is not written in is let go", () => {
  const jig = withChange({ ...firstForm, meter: "3/4" }, { type: "jig" });
  expect(jig.meter).toBe("any");
  expect(withChange(jig, { meter: "6/8" }).meter).toBe("6/8");
  expect(withChange({ ...firstForm, meter: "9/8" }, { energy: "low" }).meter).toBe("9/8");
});

test("every type offers at least one metre, and each is well formed", () => {
  for (const type of ["any", ...tuneTypes] as const) {
    expect(metersFor(type).length).toBeGreaterThan(0);
    for (const meter of metersFor(type)) {
      const { beats, unit } = meterOf(meter);
      expect(`${beats}/${unit}`).toBe(meter);
    }
  }
});

test.each([
  [0, 1],
  [0.5, 5000],
  [0.999999, 9999],
])("dice at %d show %i", (random, seed) => expect(throwDice(() => random)).toBe(seed));
