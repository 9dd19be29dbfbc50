import { expect, test } from "vitest";
import { readForms } from "../../../src/compose/melody/forms";
import { isSound } from "../../../src/compose/melody/vocabulary";
import { practiceWriter } from "../../../src/compose/practice/writer";
import { openStepDevice } from "../../../src/nn/step-device";
import { committedForms, committedWeights } from "../melody/model";

test("writes as the app does, and knows what of it was drawn and what was told", async () => {
  const write = practiceWriter(await openStepDevice("wasm"), readForms(await committedForms()));
  const request = { seed: "practice", count: 2 };
  const tunes = await write(await committedWeights(), request);
  expect(tunes.length).toBe(2);
  for (const { events, controls, drawn, score } of tunes) {
    expect(score.bars.length).toBeGreaterThanOrEqual(controls?.bars ?? Infinity);
    expect(drawn?.size).toBeGreaterThan(0);
    for (const place of drawn ?? []) expect(isSound(events[place]?.token ?? 0)).toBe(true);
  }
  const again = await write(await committedWeights(), request);
  expect(again.map(({ events }) => events)).toEqual(tunes.map(({ events }) => events));
});
