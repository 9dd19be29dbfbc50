import { expect, test } from "vitest";
import { MelodyNetwork } from "../../../src/compose/melody/network";
import { MelodyState } from "../../../src/compose/melody/state";
import { hasLength } from "../../../src/compose/melody/vocabulary";
import { openStepDevice } from "../../../src/nn/step-device";
import { trainerTunes } from "./fixture";
import { committedWeights } from "./model";

test("tells the network what the trainer told it", () => {
  for (const { given, controls, events, features, lengthFeatures } of trainerTunes()) {
    const state = new MelodyState(given, controls);
    events.forEach((event, i) => {
      expect(state.features()).toEqual(features[i]);
      if (hasLength(event.token)) {
        expect(state.lengthFeatures(event.token)).toEqual(lengthFeatures[i]);
      }
      state.push(event);
    });
  }
});

test.each(["wasm", "cpu"] as const)("gives the trainer's logits on %s", async (device) => {
  const weights = await committedWeights();
  const tunes = trainerTunes();
  const states = tunes.map(({ given, controls }) => new MelodyState(given, controls));
  const network = new MelodyNetwork(await openStepDevice(device), weights, tunes.length);
  const steps = Math.min(...tunes.map(({ events }) => events.length), device === "cpu" ? 12 : 200);
  let worst = 0;
  const compare = (ours: ArrayLike<number>, theirs: readonly number[]): void => {
    expect(ours.length).toBe(theirs.length);
    theirs.forEach((value, i) => (worst = Math.max(worst, Math.abs((ours[i] as number) - value))));
  };
  for (let i = 0; i < steps; i++) {
    const step = await network.step(states);
    tunes.forEach(({ events, tokenLogits, lengthLogits }, t) => {
      const event = events[i] as (typeof events)[number];
      compare((step[t] as (typeof step)[number]).tokenLogits, tokenLogits[i] as number[]);
      if (hasLength(event.token)) {
        const ours = (step[t] as (typeof step)[number]).lengthLogits(event.token);
        compare(ours, lengthLogits[i] as number[]);
      }
      (states[t] as MelodyState).push(event);
    });
  }
  network.dispose();
  // WebAssembly rounds what goes into matrices of bytes to 16 bits.
  expect(worst).toBeLessThan(device === "wasm" ? 3e-3 : 1e-4);
});
