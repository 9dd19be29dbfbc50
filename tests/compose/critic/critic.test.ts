import fc from "fast-check";
import { expect, test } from "vitest";
import { openCritic } from "../../../src/compose/critic/critic";
import { headLogits } from "../../../src/compose/critic/heads";
import { criticRows, type CriticLists } from "../../../src/compose/critic/rows";
import { FIRST_PITCH, isBar, isPitch, TOKENS } from "../../../src/compose/melody/vocabulary";
import { committedCheckpoint, committedCritic, judgedTunes } from "./model";

test("is told of a tune what the trainer's critic was told", async () => {
  const lists = (await committedCheckpoint()).architecture as unknown as CriticLists;
  for (const { events, given, features, bars } of judgedTunes) {
    const rows = criticRows(events, given, lists);
    expect(rows.bars).toEqual(bars);
    expect(rows.features).toEqual(features);
  }
});

test("gives the trainer's logits, of the whole and of each bar", async () => {
  const critic = await committedCritic();
  for (const { events, given, wholeLogit, barLogits } of judgedTunes) {
    const { bars, whole } = critic.read(events, given);
    expect(headLogits(whole, critic.heads.whole)[0]).toBeCloseTo(wholeLogit, 4);
    const ours = headLogits(bars, critic.heads.bars);
    expect(ours.length).toBe(barLogits.length);
    barLogits.forEach((logit, bar) => expect(ours[bar]).toBeCloseTo(logit, 4));
  }
});

test("judges any tune by chances, one for each bar as written", async () => {
  const critic = await committedCritic();
  const pitch = fc.integer({ min: FIRST_PITCH, max: TOKENS.length - 1 });
  fc.assert(
    fc.property(fc.constantFrom(...judgedTunes), fc.infiniteStream(pitch), (tune, pitches) => {
      const events = tune.events.map((event) =>
        isPitch(event.token) ? { ...event, token: pitches.next().value as number } : event,
      );
      const { whole, bars } = critic.judge(events, tune.given);
      expect(bars.length).toBe(events.filter(({ token }) => isBar(token)).length);
      for (const chance of [whole, ...bars]) {
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 20 },
  );
});

test("takes a tune of a type and metre that it never saw", async () => {
  const critic = await committedCritic();
  const [{ events, given }] = judgedTunes as [(typeof judgedTunes)[number]];
  expect(critic.judge(events, { ...given, type: "habanera" }).bars.length).toBeGreaterThan(0);
});

test("refuses a checkpoint of another kind, or with other features", async () => {
  const checkpoint = await committedCheckpoint();
  const { architecture } = checkpoint;
  const as = (changes: object) => () =>
    openCritic({ ...checkpoint, architecture: { ...architecture, ...changes } });
  expect(as({ kind: "melody-lstm" })).toThrow("no critic");
  expect(as({ features: [] })).toThrow("other features");
});
