import { expect, test } from "vitest";
import type { Critic } from "../../../src/compose/critic/critic";
import { eventsToScore } from "../../../src/compose/melody/to-score";
import {
  practise,
  type PracticeParts,
  type PracticeRequest,
  type RoundFigures,
} from "../../../src/compose/practice/practise";
import { openStepDevice } from "../../../src/nn/step-device";
import { committedCritic, judgedTunes } from "../critic/model";
import { committedWeights } from "../melody/model";

/** Beginnings of two tunes of people, and of one that the model wrote: it is "written" again and again. */
const beginnings = judgedTunes.map(({ given, events }) => ({ given, events: events.slice(0, 20) }));
const tunes = beginnings.slice(0, 2);
const model = beginnings.slice(2);

async function parts(change: (critic: Critic) => Critic = (c) => c): Promise<PracticeParts> {
  return {
    device: await openStepDevice("wasm"),
    weights: await committedWeights(),
    critic: change(await committedCritic()),
    write: async () =>
      model.map(({ events, given }) => {
        return { events, given, score: eventsToScore(events, given, "Written") };
      }),
  };
}

const request: PracticeRequest = { tunes, rounds: 2, seed: 7 };

test("plays its rounds, changes the adapter, and reports; the same seed gives the same", async () => {
  const rounds: RoundFigures[] = [];
  const first = await practise(await parts(), { ...request, onRound: (r) => rounds.push(r) });
  const again = await practise(await parts(), request);
  expect(rounds.map(({ round }) => round)).toEqual([1, 2]);
  expect(first.report.rounds).toBe(2);
  expect(first.report.compare.length).toBeGreaterThan(0);
  for (const { before, after } of [first.report.critic, first.report.reward]) {
    for (const share of [before, after]) expect(share >= 0 && share <= 1).toBe(true);
  }
  expect(again.adapter?.values).toEqual(first.adapter?.values);
  const other = await practise(await parts(), { ...request, rounds: 1, seed: 8 });
  expect(other.adapter?.values).not.toEqual(first.adapter?.values);
});

test("gives nothing to keep when a number is not finite", async () => {
  const broken = await parts((critic) => ({
    ...critic,
    read: (events, given) => {
      const { bars, whole } = critic.read(events, given);
      return { bars, whole: whole.fill(NaN) };
    },
  }));
  const { adapter, report } = await practise(broken, request);
  expect(adapter).toBeUndefined();
  expect(report.rounds).toBe(0);
});

test("stops between steps when it is told to", async () => {
  const stop = new AbortController();
  const onRound = () => stop.abort(new Error("enough"));
  await expect(
    practise(await parts(), { ...request, rounds: 50, signal: stop.signal, onRound }),
  ).rejects.toThrow("enough");
});

test("says when there is no tune to practise on", async () => {
  await expect(practise(await parts(), { ...request, tunes: [] })).rejects.toThrow("no tune");
});
