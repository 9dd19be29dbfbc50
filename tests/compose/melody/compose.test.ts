import { beforeAll, expect, test } from "vitest";
import { composeMelodies, type Melody } from "../../../src/compose/melody/compose";
import { readForms, type Form } from "../../../src/compose/melody/forms";
import { scoreToEvents } from "../../../src/compose/melody/from-score";
import { melodyCosts } from "../../../src/compose/melody/likelihood";
import { measureMelody } from "../../../src/compose/melody/measures";
import { MelodyNetwork } from "../../../src/compose/melody/network";
import { ranked } from "../../../src/compose/melody/rank";
import { sections, validate } from "../../../src/music/validate";
import { openDevice } from "../../../src/nn/device";
import { committedForms, committedWeights } from "./model";

const OPTIONS = { temperature: 0.9, topP: 1 };

let network: MelodyNetwork;
let forms: readonly Form[];
let tunes: readonly Melody[];

beforeAll(async () => {
  network = new MelodyNetwork(await openDevice("wasm"), await committedWeights(), 1);
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
    expect(Math.abs(bits / notes - bitsPerNote)).toBeLessThan(0.5);
  });
});

test("a candidate off the tonic comes after its like on the tonic", () => {
  const onTonic = tunes.filter(({ events }) => measureMelody(events).endsOnTonic)[0] as Melody;
  const off = tunes.filter(({ events }) => !measureMelody(events).endsOnTonic)[0] as Melody;
  const same = { bitsPerNote: 1.5 };
  const order = ranked([
    { ...off, ...same, events: [...onTonic.events.slice(0, -2), ...off.events.slice(-2)] },
    { ...onTonic, ...same },
  ]);
  expect(order[0]).toBe(1);
});

test("stops when asked", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const request = composeMelodies(network, forms, { seed: 1, count: 1 }, { ...OPTIONS, signal });
  await expect(request).rejects.toThrow("enough");
});
