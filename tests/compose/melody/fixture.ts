import { readFileSync } from "node:fs";
import { modeOfCode, type Given } from "../../../src/compose/melody/given";
import type { Controls } from "../../../src/compose/melody/state";
import type { MelodyEvent } from "../../../src/compose/melody/vocabulary";

/** A tune step by step, as training/melody/export.py saw it with the committed bytes. */
export interface TrainerTune {
  readonly given: Given;
  readonly controls: Controls;
  readonly events: readonly MelodyEvent[];
  readonly features: readonly (readonly number[])[];
  readonly lengthFeatures: readonly (readonly number[])[];
  readonly tokenLogits: readonly (readonly number[])[];
  readonly lengthLogits: readonly (readonly number[])[];
}

interface Stored {
  readonly given: Readonly<Record<"type" | "key" | "mode" | "metre", string>>;
  readonly controls: readonly [number, number, number, number, number, number, number];
  readonly events: readonly (readonly [token: number, length: number])[];
}

const FILE = new URL("../../fixtures/melody/steps.json", import.meta.url);

export function trainerTunes(): readonly TrainerTune[] {
  const stored = JSON.parse(readFileSync(FILE, "utf8")) as readonly (Stored & TrainerTune)[];
  return stored.map((tune) => {
    const [left, sections, similarity, energy, register, leaps, chromatic] = (tune as Stored)
      .controls;
    const [beats, unit] = (tune as Stored).given.metre.split("/").map(Number) as [number, number];
    const { type, key, mode } = (tune as Stored).given;
    return {
      ...tune,
      given: { type, key: { tonic: key, mode: modeOfCode(mode) }, meter: { beats, unit } },
      controls: { bars: left - 1, sections, similarity, energy, register, leaps, chromatic },
      events: (tune as Stored).events.map(([token, length]) => ({ token, length })),
    };
  });
}
