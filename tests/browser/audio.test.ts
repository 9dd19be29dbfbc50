import { expect, test, vi } from "vitest";
import { Engine } from "../../src/audio/engine";
import { PEAK } from "../../src/audio/level";
import { TAIL_SEC } from "../../src/audio/render";
import { standInPiano } from "../../src/audio/stand-in-piano";
import { synthesise } from "../../src/audio/instruments";
import { readWav } from "../../src/formats/wav/read";
import type { Pcm } from "../../src/formats/wav/write";
import { INSTRUMENTS, type Instrument, type Score } from "../../src/music/score";
import { pitchAt } from "../fixtures/music/pitch";
import { reel, scoreOf } from "../fixtures/music/tunes";

const never = new AbortController().signal;

async function pcmOf(wav: Blob): Promise<Pcm> {
  const read = readWav(new Uint8Array(await wav.arrayBuffer()));
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

function loudest(samples: Float32Array): number {
  return samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);
}

/** Slow notes of one melody, alone: a silent second part keeps the accompaniment away. */
function solo(pitches: readonly number[], instrument: Instrument): Score {
  const score = scoreOf(
    pitches.map((pitch) => ({ steps: [[pitch, 4]] })),
    { bpm: 120, meter: { beats: 2, unit: 4 } },
  );
  const notes = score.parts[0]?.notes ?? [];
  return {
    ...score,
    parts: [
      { name: "melody", instrument, notes },
      { name: "silent", instrument: "piano", notes: [] },
    ],
  };
}

test.each<[Instrument, readonly number[]]>([
  ["piano", [40, 52, 60, 64, 67, 71, 79, 88]],
  ["bass", [36, 40, 43, 47]],
  ["pad", [55, 62, 69]],
  ["pluck", [55, 62, 69, 76]],
  ["guitar", [45, 52, 61, 68]],
  ["fiddle", [57, 66, 75]],
  ["marimba", [53, 64, 77]],
  ["upright", [33, 40, 45]],
])("%s sounds the right pitch at the right time", async (instrument, pitches) => {
  const { wav, lengthSec, piano } = await new Engine().render(solo(pitches, instrument), never);
  const pcm = await pcmOf(wav);
  const left = pcm.channels[0] as Float32Array;
  expect(piano).toBe("samples");
  expect(lengthSec).toBe(pitches.length);
  expect(left.length / pcm.sampleRateHz).toBeCloseTo(lengthSec + TAIL_SEC, 3);
  const heard = pitches.map((pitch, i) =>
    pitchAt(left, pcm.sampleRateHz, i + 0.45, { low: pitch - 9, high: pitch + 9 }),
  );
  expect(heard).toEqual(pitches);
});

test("a whole arrangement is neither silent nor clipped, and fades out", async () => {
  const { wav, lengthSec } = await new Engine().render(reel, never);
  const { channels, sampleRateHz } = await pcmOf(wav);
  expect(channels.length).toBe(2);
  for (const channel of channels) {
    expect(loudest(channel)).toBeLessThanOrEqual(PEAK + 1e-3);
    expect(loudest(channel)).toBeGreaterThan(0.3);
    for (let sec = 0.2; sec < lengthSec - 0.5; sec += 0.5) {
      const part = channel.subarray(sec * sampleRateHz, (sec + 0.5) * sampleRateHz);
      expect(loudest(part), `at ${sec} s`).toBeGreaterThan(0.01);
    }
    expect(loudest(channel.subarray(-2000))).toBeLessThan(0.01);
  }
});

test("every instrument makes a sound, that ends in silence or is a loop", async () => {
  for (const instrument of INSTRUMENTS) {
    const bank = await (instrument === "piano" ? standInPiano() : synthesise(instrument));
    for (const { pitch, samples } of bank.samples) {
      expect(loudest(samples), `${instrument} ${pitch}`).toBeGreaterThan(0.02);
      if (!bank.looped) expect(loudest(samples.subarray(-200))).toBeLessThan(0.05);
    }
  }
});

test.each([
  ["missing", "/nowhere/"],
  ["spoiled", "/tests/fixtures/music/spoiled-piano/"],
])("with its samples %s the piano is a synth, and says so", async (_, folder) => {
  const { wav, piano } = await new Engine(folder).render(solo([60, 67], "piano"), never);
  const { channels, sampleRateHz } = await pcmOf(wav);
  expect(piano).toBe("synth");
  expect(pitchAt(channels[0] as Float32Array, sampleRateHz, 0.4, { low: 52, high: 69 })).toBe(60);
});

test("a rendering that is no longer wanted stops", async () => {
  const wanted = new AbortController();
  const rendering = new Engine().render(reel, wanted.signal);
  wanted.abort();
  await expect(rendering).rejects.toThrow(/abort/i);
});

test("making sound opens no live audio context and no worker, which the policy would refuse", async () => {
  const opened: string[] = [];
  for (const name of ["AudioContext", "Worker"] as const) {
    const Real = globalThis[name] as new (...given: unknown[]) => object;
    vi.stubGlobal(
      name,
      class extends Real {
        constructor(...given: unknown[]) {
          super(...given);
          opened.push(name);
        }
      },
    );
  }
  await new Engine().render(reel, never);
  vi.unstubAllGlobals();
  expect(opened).toEqual([]);
});
