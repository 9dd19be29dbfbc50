import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Change } from "../../../src/compose/change/asked";
import { changeMelody } from "../../../src/compose/change/change";
import { composeMelodies } from "../../../src/compose/melody/compose";
import type { Melody } from "../../../src/compose/melody/melody";
import { readForms, type Form } from "../../../src/compose/melody/forms";
import { MelodyNetwork } from "../../../src/compose/melody/network";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import type { Note, Score } from "../../../src/music/score";
import { validate } from "../../../src/music/validate";
import { openDevice } from "../../../src/nn/device";
import { committedForms, committedWeights } from "../melody/model";

const OPTIONS = { temperature: 0.9, topP: 1 };

let network: MelodyNetwork;
let forms: readonly Form[];
let tunes: readonly Score[];

beforeAll(async () => {
  network = new MelodyNetwork(await openDevice("wasm"), await committedWeights(), 1);
  forms = readForms(await committedForms());
  const written = await composeMelodies(network, forms, { seed: 3, count: 8, bars: 8 }, OPTIONS);
  tunes = written.map(({ score }) => ({ ...score, title: "Mine", bpm: 77 }));
}, 60_000);

function changed(
  score: Score,
  change: Change,
  more: {
    readonly locked?: readonly number[];
    readonly seed?: number;
    readonly count?: number;
  } = {},
): Promise<readonly Melody[]> {
  return changeMelody(network, forms, { score, change, seed: 1, count: 2, ...more }, OPTIONS);
}

/** What sounds from one bar to another, counted from the first one's beginning. */
function notesIn({ parts, bars }: Score, first: number, last = first): readonly Note[] {
  const from = bars[first]?.tick ?? 0;
  const end = (bars[last]?.tick ?? 0) + (bars[last]?.duration ?? 0);
  const notes = parts[0]?.notes ?? [];
  return notes
    .filter(({ tick }) => tick >= from && tick < end)
    .map((note) => ({ ...note, tick: note.tick - from }));
}

const inside = fc.constantFrom("infill", "vary", "simplify", "rhythm", "contour", "chords");

test("bars outside the range, and locked ones, stay to the byte; the others stay full", async () => {
  const drawn = fc.sample(
    fc.tuple(
      inside,
      fc.nat({ max: 7 }),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      fc.float({ min: 0, max: 1 }),
    ),
    8,
  );
  for (const [kind, tune, a, b, lock, odds] of drawn) {
    const score = tunes[tune] as Score;
    const bars = score.bars.length;
    const [first, last] = [a % bars, b % bars].sort((x, y) => x - y) as [number, number];
    const amount = Math.fround(odds);
    const locked = first === last ? [] : [first + (lock % (last - first + 1))];
    const change = { kind, range: { first, last }, amount } as Change;
    const results = await changed(score, change, { locked, seed: lock });
    expect(results.length).toBeGreaterThan(0);
    for (const { score: now } of results) {
      expect(validate(now)).toEqual([]);
      expect({ ...now, parts: [] }).toEqual({ ...score, parts: [] });
      for (let bar = 0; bar < bars; bar++) {
        if (bar >= first && bar <= last && !locked.includes(bar)) continue;
        expect(notesIn(now, bar)).toEqual(notesIn(score, bar));
      }
    }
  }
}, 60_000);

test("continued, a tune has so many bars more, and its own before them", async () => {
  for (const score of tunes.slice(0, 2)) {
    const count = score.bars.length;
    for (const { score: now } of await changed(score, { kind: "continue", bars: 8 })) {
      expect(validate(now)).toEqual([]);
      expect(now.bars.slice(0, count)).toEqual(score.bars);
      expect(notesIn(now, 0, count - 1)).toEqual(notesIn(score, 0, count - 1));
      const full = now.bars.slice(count).reduce((sum, { duration }) => sum + duration, 0);
      expect(full % 480).toBe(0);
      expect(now.bars.length - count).toBeGreaterThanOrEqual(8);
    }
  }
});

const PHRASE =
  "X:1\nT:Phrase\nM:4/4\nL:1/8\nQ:1/4=100\nK:G\nG2 B2 d2 B2|c2 A2 F4|B2 d2 g2 d2|e2 c2 A4|]\n";
const PAIR = PHRASE.replace("|]", "|G4 G4|A4 F4|B4 D4|G8|]");

function read(abc: string): Score {
  const score = parseAbc(abc);
  if (!score.ok) throw new Error(score.fault.message);
  return score.value;
}

test("an answer stands after its phrase, in its rhythm first, and ends on the tonic", async () => {
  const score = read(PAIR);
  const change = { kind: "answer", range: { first: 0, last: 3 } } as const;
  for (const { score: now } of await changed(score, change, { count: 4 })) {
    expect(now.bars).toHaveLength(12);
    expect(validate(now)).toEqual([]);
    expect(notesIn(now, 0, 3)).toEqual(notesIn(score, 0, 3));
    expect(notesIn(now, 8, 11)).toEqual(notesIn(score, 4, 7));
    const rhythm = (bar: number) => notesIn(now, bar).map(({ tick, duration }) => [tick, duration]);
    expect(rhythm(4)).toEqual(rhythm(0));
    expect((notesIn(now, 7).at(-1)?.pitch ?? 0) % 12).toBe(7);
  }
});

test("the section's end goes with the answer", async () => {
  const [best] = await changed(read(PHRASE), { kind: "answer", range: { first: 0, last: 3 } });
  const ends = best?.score.bars.map(({ sectionEnd }) => sectionEnd === true);
  expect(ends).toEqual([false, false, false, false, false, false, false, true]);
});

test("the same rhythm with other pitches; the same rise and fall in another rhythm", async () => {
  const score = read(PAIR);
  const range = { first: 0, last: 7 };
  const rhythm = ({ parts }: Score) =>
    parts[0]?.notes.map(({ tick, duration }) => [tick, duration]);
  const line = ({ parts }: Score) => {
    const pitches = parts[0]?.notes.map(({ pitch }) => pitch) ?? [];
    return pitches.slice(1).map((pitch, i) => Math.sign(pitch - (pitches[i] as number)));
  };
  const pitches = ({ parts }: Score) => parts[0]?.notes.map(({ pitch }) => pitch);
  for (const { score: now } of await changed(score, { kind: "rhythm", range })) {
    expect(rhythm(now)).toEqual(rhythm(score));
    expect(pitches(now)).not.toEqual(pitches(score));
  }
  for (const { score: now } of await changed(score, { kind: "contour", range })) {
    expect(line(now)).toEqual(line(score));
    expect(rhythm(now)).not.toEqual(rhythm(score));
  }
});

test("varied by nothing it is the same; the more, the further away", async () => {
  const score = tunes[0] as Score;
  const range = { first: 0, last: score.bars.length - 1 };
  const kept = async (amount: number) => {
    const results = await changed(score, { kind: "vary", range, amount }, { count: 2 });
    const old = new Set(score.parts[0]?.notes.map(({ tick, pitch }) => `${tick} ${pitch}`));
    const shares = results.map(({ score: now }) => {
      const notes = now.parts[0]?.notes ?? [];
      return notes.filter(({ tick, pitch }) => old.has(`${tick} ${pitch}`)).length / notes.length;
    });
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const [none, little, much] = [await kept(0), await kept(0.3), await kept(1)];
  expect(none).toBe(1);
  expect(little).toBeLessThan(none);
  expect(much).toBeLessThan(little);
});

test("simplified, there are fewer notes, on the same beats", async () => {
  const score = read(PHRASE.replace("G2 B2 d2 B2", "GABc d3 B"));
  const range = { first: 0, last: 3 };
  const count = async (amount: number) => {
    const [best] = await changed(score, { kind: "simplify", range, amount });
    const notes = best?.score.parts[0]?.notes ?? [];
    const beats = notes
      .filter(({ tick }) => tick % 480 === 0)
      .map(({ tick, pitch }) => [tick, pitch]);
    expect(beats).toEqual(
      score.parts[0]?.notes
        .filter(({ tick }) => tick % 480 === 0)
        .map(({ tick, pitch }) => [tick, pitch]),
    );
    return notes.length;
  };
  const all = score.parts[0]?.notes.length;
  expect(await count(0)).toBe(all);
  expect(await count(1)).toBeLessThan(await count(0.4));
});

test.each([
  ["major to minor", "G", "minor", "GABc defg", [0, 2, 3, 5, 7, 8, 10, 12]],
  ["major to mixolydian", "G", "mixolydian", "GABc defg", [0, 2, 4, 5, 7, 9, 10, 12]],
  ["a raised fourth stays raised", "G", "minor", "G^cd2 d4", [0, 6, 7, 7]],
] as const)("changes mode: %s", async (_, tonic, mode, bar, steps) => {
  const score = read(`X:1\nM:4/4\nL:1/8\nK:${tonic}\n"G"${bar}|]\n`);
  const [best] = await changed(score, { kind: "mode", mode });
  expect(best?.score.key).toEqual({ tonic, mode });
  expect(best?.score.parts[0]?.notes.map(({ pitch }) => pitch - 67)).toEqual(steps);
  expect(best?.score.chords[0]?.symbol).toBe(mode === "minor" ? "Gm" : "G");
});

test("another metre has the same bars, all full, with equal bars equal", async () => {
  for (const score of tunes.slice(0, 2)) {
    const meter = score.meter.unit === 8 ? { beats: 4, unit: 4 } : { beats: 6, unit: 8 };
    for (const { score: now } of await changed(score, { kind: "meter", meter })) {
      expect(now.meter).toEqual(meter);
      expect(now.title).toBe("Mine");
      expect(validate(now)).toEqual([]);
      expect(now.bars).toHaveLength(score.bars.length);
      const last = (tune: Score) => (tune.parts[0]?.notes.at(-1)?.pitch ?? 0) % 12;
      expect(last(now)).toBe(last(score));
    }
  }
});

test.each([
  ["a quarter", "G2"],
  ["three notes", "(3GAB"],
])(
  "in another metre a pickup of %s and the bar before it lose no note and no beat",
  async (_, pickup) => {
    const half = "|g2fg e2dc|BABc d2B2|AGAB c2BA|BGAF G2";
    const score = read(
      `X:1\nR:reel\nM:4/4\nL:1/8\nK:G\n${pickup}${half} :|: ${pickup}${half} :|\n`,
    );
    const isPickup = score.bars.map(({ duration }) => duration === 480);
    for (const { score: now } of await changed(score, {
      kind: "meter",
      meter: { beats: 3, unit: 4 },
    })) {
      isPickup.forEach((is, bar) => {
        const [was, notes] = [score, now].map((tune) =>
          notesIn(tune, bar).map(({ pitch, tick, duration }) => [pitch, tick, duration]),
        );
        if (is) expect(notes).toEqual(was);
      });
      expect(now.bars.map(({ duration }) => duration)).toEqual(
        score.bars.map(({ duration }) => (duration === 480 ? 480 : duration - 480)),
      );
      const sounding = now.parts[0]?.notes.reduce((sum, { duration }) => sum + duration, 0);
      expect(sounding).toBe(now.bars.reduce((sum, { duration }) => sum + duration, 0));
    }
  },
);

test("another style takes its metre along", async () => {
  const [best] = await changed(read(PHRASE), { kind: "type", type: "jig" });
  expect(best?.score).toMatchObject({ type: "jig", meter: { beats: 6, unit: 8 }, title: "Phrase" });
  expect(validate(best?.score as Score)).toEqual([]);
});

test("over chords, every bar begins with a note of its chord", async () => {
  const symbols = ["G", "C", "D7", "Em"];
  const score = read(PHRASE);
  const chords = score.bars.map(({ tick }, i) => ({ tick, symbol: symbols[i] as string }));
  const change = { kind: "chords", range: { first: 0, last: 3 } } as const;
  const tones = [
    [7, 11, 2],
    [0, 4, 7],
    [2, 6, 9, 0],
    [4, 7, 11],
  ];
  for (const { score: now } of await changed({ ...score, chords }, change, { count: 4 })) {
    expect(now.chords).toEqual(chords);
    now.bars.slice(0, 3).forEach((_, bar) => {
      expect(tones[bar]).toContain((notesIn(now, bar)[0]?.pitch ?? 0) % 12);
    });
  }
});

test.each([
  ["bars that are not there", { kind: "infill", range: { first: 2, last: 9 } }, [], "Bars 3–10"],
  ["an amount of two", { kind: "vary", range: { first: 0, last: 1 }, amount: 2 }, [], "0 to 1"],
  ["only locked bars", { kind: "infill", range: { first: 1, last: 1 } }, [1], "locked"],
  ["no bars more", { kind: "continue", bars: 0 }, [], "1 to 64"],
  ["a locked bar in another metre", { kind: "meter", meter: { beats: 3, unit: 4 } }, [0], "Locked"],
  ["a style that is none", { kind: "type", type: "tango" }, [], 'no "tango"'],
] as const)("refuses %s", async (_, change, locked, message) => {
  await expect(changed(read(PHRASE), change, { locked })).rejects.toThrow(message);
});

test("notes that the model has no form for are an error that names the bar", async () => {
  const score = read("X:1\nM:4/4\nL:1/8\nK:G\nG2 B2 d2 B2|c7/5A3/5F2 F4|]\n");
  const change = { kind: "infill", range: { first: 0, last: 0 } } as const;
  await expect(changed(score, change)).rejects.toThrow("Bar 2 has a length");
});
