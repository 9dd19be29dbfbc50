import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parseMidi as parseFile, writeMidi as writeFile, type MidiEvent } from "midi-file";
import { expect, test } from "vitest";
import { parseMidi } from "../../src/formats/midi/read";
import { decodeText } from "../../src/formats/midi/text";
import { writeMidi } from "../../src/formats/midi/write";
import { arrange } from "../../src/compose/arrange/arrange";
import { unfold } from "../../src/music/unfold";
import type { Score } from "../../src/music/score";
import { arbitraryScore } from "../fixtures/music/arbitrary";
import { mutated } from "../fixtures/music/mutate";
import { mutations } from "../fixtures/music/runs";
import { air, reel, tunes } from "../fixtures/music/tunes";

function read(bytes: Uint8Array): Score {
  const result = parseMidi(bytes);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

test("parse(write(score)) is the score", () => {
  fc.assert(
    fc.property(arbitraryScore, (score) => {
      expect(parseMidi(writeMidi(score))).toEqual({ ok: true, value: score });
    }),
    { numRuns: mutations },
  );
});

test("an arrangement keeps its parts and instruments", () => {
  for (const tune of tunes) {
    const how = { style: "session", seed: 1, intro: true, ending: true };
    const full = arrange(tune, how).score;
    expect(read(writeMidi(full))).toEqual(full);
  }
});

test("unfolded, the notes are those that sound, in full bars", () => {
  const again = read(writeMidi(reel, { unfolded: true }));
  expect(again.parts[0]?.notes).toEqual(unfold(reel).parts[0]?.notes);
  expect(again.bars.every((bar) => bar.duration === 1920 && bar.repeatEnd === undefined)).toBe(
    true,
  );
  expect(again).toMatchObject({ title: "Test Reel", bpm: 180, key: { tonic: "G", mode: "major" } });
  expect(again.chords[0]).toEqual({ tick: 240, symbol: "G" });
});

test("title and authorship are text events, in UTF-8", () => {
  const bytes = writeMidi(
    { ...air, title: "晨曲 Café" },
    { authorship: ["melody@1, seed 7", "保留"] },
  );
  expect(read(bytes).title).toBe("晨曲 Café");
  const texts = parseFile(bytes).tracks[0]?.flatMap((event) =>
    event.type === "text" ? [event.text] : [],
  );
  const utf8 = (texts ?? []).map((text) => Buffer.from(text, "latin1").toString("utf8"));
  expect(utf8).toEqual(["melody@1, seed 7", "保留"]);
});

function foreign(format: 0 | 1, ticksPerBeat: number, ...tracks: MidiEvent[][]): Uint8Array {
  return Uint8Array.from(
    writeFile({ header: { format, numTracks: tracks.length, ticksPerBeat }, tracks }),
  );
}

test("reads other programs' files: one track of several channels, another resolution, Latin-1", () => {
  const on = (
    deltaTime: number,
    channel: number,
    noteNumber: number,
    velocity: number,
  ): MidiEvent => ({
    deltaTime,
    type: "noteOn",
    channel,
    noteNumber,
    velocity,
  });
  const bytes = foreign(0, 96, [
    { deltaTime: 0, type: "trackName", text: "Caf\u00e9" },
    { deltaTime: 0, type: "keySignature", key: -1, scale: 1 },
    {
      deltaTime: 0,
      type: "timeSignature",
      numerator: 3,
      denominator: 4,
      metronome: 24,
      thirtyseconds: 8,
    },
    { deltaTime: 0, type: "programChange", channel: 1, programNumber: 33 },
    on(0, 0, 60, 90),
    on(0, 1, 36, 70),
    on(96, 0, 60, 0),
    on(0, 9, 38, 80),
    on(48, 9, 38, 0),
    on(240, 1, 36, 0),
    on(0, 0, 72, 50),
    { deltaTime: 0, type: "endOfTrack" },
  ]);
  const score = read(bytes);
  expect(score).toMatchObject({
    title: "Café",
    key: { tonic: "D", mode: "minor" },
    meter: { beats: 3, unit: 4 },
    bpm: 120,
  });
  expect(score.bars.map((bar) => bar.tick)).toEqual([0, 1440]);
  expect(score.parts.map((part) => [part.instrument, part.notes])).toEqual([
    ["bass", [{ pitch: 36, tick: 0, duration: 1920, velocity: 70 }]],
    ["piano", [{ pitch: 60, tick: 0, duration: 480, velocity: 90 }]],
    ["drums", [{ pitch: 38, tick: 480, duration: 240, velocity: 80 }]],
  ]);
});

test.each([
  ["nothing", new Uint8Array()],
  ["text", new TextEncoder().encode("not a midi file at all")],
  ["no notes", foreign(1, 480, [{ deltaTime: 0, type: "endOfTrack" }])],
  ["film frames", writeMidi(air).with(12, 0xe8)],
  [
    "endless time",
    foreign(1, 1, [
      { deltaTime: 0xfffffff, type: "noteOn", channel: 0, noteNumber: 60, velocity: 9 },
      { deltaTime: 1, type: "noteOff", channel: 0, noteNumber: 60, velocity: 0 },
    ]),
  ],
])("refuses %s", (_, bytes) => {
  expect(parseMidi(bytes).ok).toBe(false);
});

test("a spoiled structure falls back to plain bars", () => {
  const bytes = writeMidi(reel);
  const at = Buffer.from(bytes).indexOf("refrain1");
  const score = read(bytes.with(at + 9, 0x21));
  expect(score.parts[0]?.notes).toEqual(reel.parts[0]?.notes);
  expect(score.bars.every((bar) => bar.duration === 1920)).toBe(true);
});

test("spoiled MIDI never throws", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...tunes).chain((tune) => mutated(writeMidi(tune))),
      (bytes) => {
        const result = parseMidi(bytes);
        if (result.ok) expect(result.value.bars.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: mutations },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !parseMidi(bytes).ok));
});

const judge = "fluidsynth";
const present = spawnSync(judge, ["--version"]).error === undefined;

test.runIf(present)("FluidSynth plays what we write", () => {
  const folder = mkdtempSync(join(tmpdir(), "refrain-midi-"));
  try {
    writeFileSync(join(folder, "t.mid"), writeMidi(reel, { unfolded: true }));
    execFileSync(judge, ["-ni", "-q", "-F", "t.wav", "t.mid"], {
      cwd: folder,
      stdio: "pipe",
    });
    expect(statSync(join(folder, "t.wav")).size).toBeGreaterThan(100_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("words are lyric events at their notes, repeats written out or not", () => {
  const line = (text: string) => [
    { tick: 240, text, hyphen: true },
    { tick: 720, text: "é" },
  ];
  const score: Score = { ...reel, lyrics: [{ lines: [line("la")] }, { lines: [line("do")] }] };
  const words = (unfolded: boolean) =>
    parseFile(writeMidi(score, { unfolded })).tracks.flatMap((track) => {
      let tick = 0;
      return track.flatMap((event) => {
        tick += event.deltaTime;
        return event.type === "lyrics" ? [[tick, decodeText(event.text)]] : [];
      });
    });
  expect(words(false)).toEqual([
    [240, "la"],
    [720, "é"],
  ]);
  expect(words(true).map(([, text]) => text)).toEqual(["la", "é", "do", "é"]);
});
