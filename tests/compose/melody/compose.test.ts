import { beforeAll, expect, test } from "vitest";
import { composeMelodies } from "../../../src/compose/melody/compose";
import type { Melody } from "../../../src/compose/melody/melody";
import { readForms, type Form } from "../../../src/compose/melody/forms";
import { scoreToEvents } from "../../../src/compose/melody/from-score";
import { layoutOf } from "../../../src/compose/melody/layout";
import { melodyCosts } from "../../../src/compose/melody/likelihood";
import { measureMelody } from "../../../src/compose/melody/measures";
import { MelodyNetwork } from "../../../src/compose/melody/network";
import { ranked } from "../../../src/compose/melody/rank";
import { TOKENS, isPitch, tokenOf } from "../../../src/compose/melody/vocabulary";
import type { WriteOptions } from "../../../src/compose/melody/write";
import { sections, validate } from "../../../src/music/validate";
import { openStepDevice } from "../../../src/nn/step-device";
import { committedForms, committedWeights } from "./model";

/** Odds that are all on one token. */
const oddsOn = (token: number) => Float32Array.from(TOKENS, (_, i) => Number(i === token));
const OPTIONS = { temperature: 0.9, topP: 1 };

let network: MelodyNetwork;
let forms: readonly Form[];
let tunes: readonly Melody[];

beforeAll(async () => {
  network = new MelodyNetwork(await openStepDevice("wasm"), await committedWeights(), 1);
  forms = readForms(await committedForms());
  tunes = await composeMelodies(network, forms, { seed: 11, count: 50 }, OPTIONS);
}, 60_000);

test("fifty tunes of all kinds: every bar exact, every tune closed", () => {
  expect(tunes).toHaveLength(50);
  for (const { score } of tunes) {
    expect(validate(score)).toEqual([]);
    const last = score.bars.at(-1);
    expect(last?.repeatEnd ?? last?.sectionEnd).toBe(true);
    expect(sections(score.bars).length).toBeGreaterThan(0);
  }
});

test("a written score reads back as the events it was written from", () => {
  for (const { score, events } of tunes) {
    expect(scoreToEvents(score)).toEqual({ ok: true, value: events });
  }
});

test("most tunes end on the tonic, and bars come back", () => {
  const measured = tunes.map(({ events }) => measureMelody(events));
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  expect(mean(measured.map(({ endsOnTonic }) => Number(endsOnTonic)))).toBeGreaterThan(0.5);
  expect(mean(measured.map(({ repetition }) => repetition))).toBeGreaterThan(0.1);
});

test("the same request gives the same tunes, another seed others", async () => {
  const again = async (seed: number) =>
    (await composeMelodies(network, forms, { seed, count: 3 }, OPTIONS)).map(({ score }) => score);
  const first = await again(5);
  expect(await again(5)).toEqual(first);
  expect(await again(6)).not.toEqual(first);
});

test("wishes hold", async () => {
  const wishes = {
    type: "waltz",
    key: { tonic: "F#", mode: "dorian" },
    meter: { beats: 12, unit: 8 },
    bars: 9,
    energy: "high",
  } as const;
  const [melody] = await composeMelodies(network, forms, { ...wishes, seed: 1, count: 1 }, OPTIONS);
  const { type, key, meter, bars } = (melody as Melody).score;
  expect({ type, key, meter }).toEqual({ type: "waltz", key: wishes.key, meter: wishes.meter });
  const pickups = bars.filter(({ duration }, i) => {
    const next = bars[i + 1]?.duration ?? 0;
    return duration < 2880 && next + duration > 2880;
  });
  expect(bars.length - pickups.length).toBe(9);
});

test("what the model says its tune cost is what the tune costs without its controls told", async () => {
  const some = tunes.slice(0, 4);
  const known = some.map(({ score, events }) => ({ given: { ...score }, events }));
  const costs = await melodyCosts(network, known);
  some.forEach(({ events, bitsPerNote }, i) => {
    const { bits, notes } = costs[i] as (typeof costs)[number];
    expect(notes).toBe(measureMelody(events).notes);
    expect(Math.abs(bits / notes - bitsPerNote)).toBeLessThan(0.6);
  });
});

test("a candidate off the tonic comes after its like on the tonic", () => {
  const on = tunes.find(({ events }) => measureMelody(events).endsOnTonic) as Melody;
  const last = on.events.findLastIndex(({ token }) => isPitch(token));
  const events = on.events.map((event, i) =>
    i === last ? { ...event, token: event.token + 1 } : event,
  );
  expect(ranked([{ ...on, events }, on])[0]).toBe(1);
});

test("tastes have their say", () => {
  const some = tunes.slice(0, 4);
  const order = ranked(some, [(melody) => 100 * some.indexOf(melody)]);
  expect(order).toEqual([0, 1, 2, 3]);
});

test("a form asked for is written: a section that comes again does", async () => {
  const request = { form: "ABAC", meter: { beats: 4, unit: 4 }, seed: 2, count: 2 };
  for (const { events, given } of await composeMelodies(network, forms, request, OPTIONS)) {
    const { layout, sounds } = layoutOf(events, given);
    const full = layout.bars.flatMap(({ from }, i) => (from === 0 ? [sounds[i]] : []));
    expect(full).toHaveLength(32);
    expect(full.slice(16, 23)).toEqual(full.slice(0, 7));
    expect(full.slice(8, 16)).not.toEqual(full.slice(0, 8));
  }
});

test.each([0.3, 1])("at temperature %f bars come back as often as in the books", async (heat) => {
  const options = { temperature: heat, topP: 1 };
  const some = await composeMelodies(network, forms, { seed: 8, count: 30, bars: 16 }, options);
  const mean = some.reduce((sum, { events }) => sum + measureMelody(events).repetition, 0) / 30;
  expect(mean).toBeGreaterThan(0.17);
  expect(mean).toBeLessThan(0.32);
});

test("another source of events has its share", async () => {
  const fifth = tokenOf("7");
  const cache = {
    tokens: () => ({ odds: oddsOn(fifth), share: 0.9 }),
    lengths: () => undefined,
  };
  const count = async (options: WriteOptions) => {
    const [melody] = await composeMelodies(network, forms, { seed: 1, count: 1 }, options);
    const notes = (melody as Melody).events.filter(({ token }) => isPitch(token));
    return notes.filter(({ token }) => token === fifth).length / notes.length;
  };
  expect(await count(OPTIONS)).toBeLessThan(0.4);
  expect(await count({ ...OPTIONS, cache })).toBeGreaterThan(0.6);
});

test("stops when asked", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const request = composeMelodies(network, forms, { seed: 1, count: 1 }, { ...OPTIONS, signal });
  await expect(request).rejects.toThrow("enough");
});
