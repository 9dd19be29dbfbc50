import { expect, test } from "vitest";
import { mixed, type Mixture } from "../../../src/compose/melody/draw";
import { lengthMask, tokenMask } from "../../../src/compose/melody/grammar";
import { MelodyState } from "../../../src/compose/melody/state";
import { hasLength } from "../../../src/compose/melody/vocabulary";
import { StyleCache } from "../../../src/compose/personal/cache";
import { CountedChances } from "../../../src/compose/personal/mixed";
import { AdapterTrainer } from "../../../src/compose/personal/trainer";
import { openDevice } from "../../../src/nn/device";
import { tinyWeights, tuneOf } from "./tiny";

const taught = [tuneOf(0, 2, 4, 5, 7, 5, 4, 2), tuneOf(0, 2, 4, 7)];

test.each([0, 0.2, 0.5])(
  "with share %f a tune costs what the odds that are drawn from ask for it",
  (share) => {
    const tune = tuneOf(0, 2, 4, 5, 4, 2, 0, 0);
    const half = new Float32Array(tune.events.length).fill(0.5);
    const length = half.map((_, at) => (hasLength(tune.events[at]?.token ?? 0) ? 0.5 : 1));
    const cache = new StyleCache(taught, share);
    const bits = (mask: Uint8Array, came: number, mixture: Mixture | undefined) => {
      const logs = Float64Array.from(mask, () => Math.log(0.5));
      const odds = mixture === undefined ? logs : mixed(logs, mask, mixture);
      return -(odds[came] as number) / Math.LN2;
    };
    const state = new MelodyState(tune.given);
    let asked = 0;
    for (const event of tune.events) {
      asked += bits(tokenMask(state), event.token, cache.tokens(state));
      if (hasLength(event.token)) {
        const mask = lengthMask(state, event.token);
        asked += bits(mask, event.length, cache.lengths(state, event.token));
      }
      state.push(event);
    }
    const counted = new CountedChances(new StyleCache(taught, 1));
    const cost = counted.cost(tune, { token: half, length }, share);
    expect(cost.bits).toBeCloseTo(asked, 3);
    expect(cost.notes).toBe(8);
  },
);

test("at share 0 a tune costs what the network alone asks for it", async () => {
  const tunes = [tuneOf(0, 2, 4, 5), tuneOf(9, 11, 12, 9)];
  const trainer = new AdapterTrainer(await openDevice("cpu"), tinyWeights(), { seed: 1 });
  const [chances, costs] = [await trainer.chances(tunes), await trainer.costs(tunes)];
  trainer.dispose();
  const counted = new CountedChances(new StyleCache(taught, 1));
  tunes.forEach((tune, i) => {
    const cost = counted.cost(tune, chances[i] as (typeof chances)[number], 0);
    expect(cost.bits).toBeCloseTo(costs[i]?.bits ?? 0, 3);
  });
});
